import type { Request, Response } from 'express';
import { IntakeRefused } from '@sluice/intake';
import { isPortError, type Logger } from '@sluice/ports';
import { RestError, limited, unavailable } from './rest-error';
import { sendJson } from './send-json';

/** Where an error is answered and noted. */
export interface ErrorSink {
  readonly req: Request;
  readonly res: Response;
  readonly logger: Logger;
}

function note({ req, logger }: ErrorSink, error: unknown): void {
  const fields = { err: error, method: req.method, url: req.originalUrl };
  if (isPortError(error)) logger.warn(fields, 'request failed behind a port');
  else logger.error(fields, 'request failed unexpectedly');
}

/** The refusal that an error stands for; undefined where nobody meant to refuse. */
function refusalOf(error: unknown): RestError | undefined {
  if (error instanceof RestError) return error;
  if (!(error instanceof IntakeRefused)) return undefined;
  return limited(error.code === 'rate' ? 429 : 503, error.message, error.retryAfterS);
}

/**
 * Answers whatever was thrown: a refusal with its own body, anything else as an outage whose text tells the client
 * nothing but that it may try again; the cause goes to the log.
 */
export const answerError =
  (sink: ErrorSink) =>
  (error: unknown): void => {
    const refusal = refusalOf(error);
    if (refusal === undefined) note(sink, error);
    const { status, body, headers } = refusal ?? unavailable();
    sendJson(sink.res, { status, value: body, headers });
  };
