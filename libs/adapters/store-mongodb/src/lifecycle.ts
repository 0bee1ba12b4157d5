import { PortError } from '@sluice/ports';
import { toPortError } from './map-errors';
import type { OpenCalls } from './open-calls';

/** Whether the stores are still open, and what is under way; shared by all of them. */
export interface Lifecycle {
  closed: boolean;
  readonly calls: OpenCalls;
}

/** A port method that refuses to work when closed and lets nothing out but PortErrors. */
export function guardCalls<Args extends readonly unknown[], Result>(
  lifecycle: Lifecycle,
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    if (lifecycle.closed) throw new PortError('closed', 'the stores are closed');
    try {
      return await lifecycle.calls.run(work(...args));
    } catch (error) {
      throw toPortError(error, lifecycle.closed);
    }
  };
}
