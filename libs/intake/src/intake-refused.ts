/** Which limit refused: consumers lag too far behind, or too many items came in too little time. */
export type IntakeRefusal = 'lag' | 'rate';

/**
 * A bulk that intake did not take because of a limit: nothing of it was stored or published. Doors answer `lag` as
 * 503 and `rate` as 429, with Retry-After and the message, which names the setting and may be shown to the client.
 */
export class IntakeRefused extends Error {
  public override readonly name = 'IntakeRefused';

  public constructor(
    public readonly code: IntakeRefusal,
    /** Whole seconds after which it is worth another try; at least 1. */
    public readonly retryAfterS: number,
    message: string,
  ) {
    super(message);
  }
}
