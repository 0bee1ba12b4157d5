import { STATUS_CODES } from 'node:http';
import { isPortError } from '@sluice/ports';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { problem, unavailable } from './problem';
import { requestLogger } from './request-context';

/** The last handler: nothing is here. */
export const notFound: RequestHandler = (_req, res) => {
  problem(res, { status: 404, title: 'Not Found', detail: 'There is nothing at this address.' });
};

/**
 * The last error handler. A port that cannot now: 503 with Retry-After; the effect of the request is unknown then. An
 * error that is the client's (a malformed address, a body too large): its own 4xx. Anything else: 500 without a word
 * of the cause, which is logged.
 */
// eslint-disable-next-line max-params -- express knows an error handler by its four parameters
export const answerError: ErrorRequestHandler = (error: unknown, req, res, _next) => {
  if (res.headersSent) {
    requestLogger(res).error({ err: error }, 'the request failed after its answer had begun');
    req.socket.destroy();
    return;
  }
  if (isPortError(error) && (error.retriable || error.code === 'closed')) {
    requestLogger(res).warn({ err: error }, 'a port is not available');
    unavailable(res, 'The service cannot answer right now; whether the request took effect is unknown.');
    return;
  }
  const status = clientErrorStatus(error);
  if (status !== null) {
    problem(res, { status, title: STATUS_CODES[status] ?? 'Client Error', detail: clientErrorText(error) });
    return;
  }
  requestLogger(res).error({ err: error }, 'the request failed');
  problem(res, { status: 500, title: 'Internal Server Error', detail: 'The request failed unexpectedly.' });
};

/** The status of errors that express and its parsers blame on the client. */
function clientErrorStatus(error: unknown): number | null {
  const status: unknown = error instanceof Error ? (error as { status?: unknown }).status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function clientErrorText(error: unknown): string {
  return error instanceof URIError
    ? 'The address is not properly percent-encoded.'
    : (error as Error).message;
}
