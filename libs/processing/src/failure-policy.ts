import { isPortError, type PortErrorCode } from '@sluice/ports';

/**
 * What a consumer does when a port fails while it works on a batch; the one table that decides it.
 *
 * `again`: throw, and the bus delivers the batch again with backoff, without end: nothing is lost by waiting.
 * `isolate`: something in the batch will never be taken; find it by halving, and let its neighbours through.
 */
export type FailureAction = 'again' | 'isolate';

const POLICY: Readonly<Record<PortErrorCode, FailureAction>> = {
  unavailable: 'again',
  deadline: 'again',
  closed: 'again',
  locked: 'again',
  misconfigured: 'again',
  refused: 'isolate',
  too_large: 'isolate',
};

/** What to do about an error; one that no port has named is a defect, and waiting loses nothing. */
export const actionFor = (error: unknown): FailureAction =>
  isPortError(error) ? POLICY[error.code] : 'again';
