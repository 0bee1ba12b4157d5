import type { RequestHandler } from 'express';

/**
 * Handlers as one, asked in order: for those that every request passes, because each layer of a router costs several
 * times what such a handler does (measured). They must be done, or have answered, before they return.
 */
export function inOrder(handlers: readonly RequestHandler[]): RequestHandler {
  return (req, res, next) => {
    let place = 0;
    const go = (error?: unknown): void => {
      const handler = error === undefined ? handlers[place] : undefined;
      place += 1;
      if (handler === undefined) next(error);
      else void handler(req, res, go);
    };
    go();
  };
}
