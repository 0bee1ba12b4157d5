import { types } from 'node:util';
import { PortError } from '@sluice/ports';

/** Whether the stores are still open; shared by all of them. */
export interface Lifecycle {
  closed: boolean;
}

/** What JSON.stringify throws for a document nested deeper than the stack. */
const isTooDeep = (error: unknown): boolean => types.isNativeError(error) && error.name === 'RangeError';

/**
 * The port's error for whatever was thrown; the driver has mapped SQLite's own. What is not known to be a refusal
 * counts as `unavailable`: to try again costs time, to fail an item because the disk was in trouble would be a lie.
 */
function toPortError(error: unknown): PortError {
  if (error instanceof PortError) return error;
  if (isTooDeep(error)) return new PortError('refused', 'the content is nested too deep', error);
  return new PortError('unavailable', 'SQLite cannot do this now', error);
}

/**
 * An asynchronous port method over synchronous work, or over work that shares a commit. The driver's statements outlive their connection, so that a
 * closed store is refused here.
 */
export function guardCalls<Args extends readonly unknown[], Result>(
  lifecycle: Lifecycle,
  work: (...args: Args) => Result | Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    if (lifecycle.closed) throw new PortError('closed', 'the stores are closed');
    try {
      return await work(...args);
    } catch (error) {
      throw toPortError(error);
    }
  };
}
