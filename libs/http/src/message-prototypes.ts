import { IncomingMessage, ServerResponse, type RequestListener, type ServerOptions } from 'node:http';

/** What serves requests; express apps carry the prototypes that they give to every request and answer. */
export type ServedApp = RequestListener & { readonly request?: object; readonly response?: object };

/** Node's message constructors are functions still, and can make an object that is there already. */
interface Initialiser {
  call(made: object, ...args: readonly unknown[]): void;
}

const initIncoming = IncomingMessage as unknown as Initialiser;
const initAnswer = ServerResponse as unknown as Initialiser;

/**
 * The server options by which requests and answers are born with the prototypes of an express app. Express sets them
 * on every object it is handed; on one that has them already this does nothing, on any other it makes V8 forget the
 * object's shape, which cost an eighth of a request of one item (measured).
 */
export function bornWithPrototypes({
  request,
  response,
}: ServedApp): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> {
  if (request === undefined || response === undefined) return {};
  function AppRequest(this: object, socket: unknown): void {
    initIncoming.call(this, socket);
  }
  function AppAnswer(this: object, req: unknown, options: unknown): void {
    initAnswer.call(this, req, options);
  }
  AppRequest.prototype = request;
  AppAnswer.prototype = response;
  return {
    IncomingMessage: AppRequest as unknown as typeof IncomingMessage,
    ServerResponse: AppAnswer as unknown as typeof ServerResponse,
  };
}
