/** Why the demo cannot go on, in one line for the person who started it. */
export class DemoError extends Error {
  public override readonly name = 'DemoError';
}

interface ErrorLike {
  readonly message?: unknown;
  readonly cause?: unknown;
  /** Of an AggregateError, which has no message of its own: several addresses were tried. */
  readonly errors?: readonly unknown[];
}

/** The innermost reason of a failed fetch, such as `connect ECONNREFUSED 127.0.0.1:8080`. */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { message, cause, errors } = error as ErrorLike;
  const inner = cause ?? errors?.[0];
  if (inner !== undefined) return reasonOf(inner);
  return typeof message === 'string' ? (message.split('\n')[0] ?? '') : 'unknown reason';
}
