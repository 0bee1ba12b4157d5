import type { Request, Response } from 'express';
import { isPortError, type Logger } from '@sluice/ports';
import { RestError, unavailable } from './rest-error';
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

/**
 * Answers whatever was thrown: a refusal with its own body, anything else as an outage whose text tells the client
 * nothing but that it may try again; the cause goes to the log.
 */
export const answerError =
  (sink: ErrorSink) =>
  (error: unknown): void => {
    if (!(error instanceof RestError)) note(sink, error);
    const { status, body, headers } = error instanceof RestError ? error : unavailable();
    sendJson(sink.res, { status, value: body, headers });
  };
