/** The closed list of what can go wrong behind a port, and whether trying again may help. */
const RETRY_MAY_HELP = {
  /** The server behind the port does not answer, or answered that it cannot now; the effect is unknown. */
  unavailable: true,
  /** A deadline of our own passed before the answer came; the effect is unknown. */
  deadline: true,
  /** The port was closed, or is closing. */
  closed: false,
  /** The server refuses this very content and always will. */
  refused: false,
  /** A message or a batch of one message is larger than the log takes. */
  too_large: false,
  /** What exists does not fit what is configured (a topic with another partition count, say). */
  misconfigured: false,
  /** Somebody else holds what there is only one of. */
  locked: false,
} as const;

export type PortErrorCode = keyof typeof RETRY_MAY_HELP;

/** Every error that leaves an adapter. `cause` is the vendor's own error; its text never reaches a client. */
export class PortError extends Error {
  public override readonly name = 'PortError';
  public readonly code: PortErrorCode;
  /** True where the same call may succeed later without any change. */
  public readonly retriable: boolean;

  public constructor(code: PortErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retriable = RETRY_MAY_HELP[code];
  }
}

/** Whether an error is a PortError (with that code, where one is given). */
export function isPortError(error: unknown, code?: PortErrorCode): error is PortError {
  return error instanceof PortError && (code === undefined || error.code === code);
}
