import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from './demo-error';
import { finishedItems, type Counts } from './progress';
import type { BulkStatus, SluiceClient } from './sluice-client';

const POLL_MS = 25;

/** How a bulk is followed. */
export interface FollowOptions {
  readonly onProgress: (counts: Counts) => void;
  /** How long the count of finished items may stand still before the demo gives up, in milliseconds. */
  readonly patienceMs: number;
}

/**
 * Asks for the status until the bulk is finished and answers its last counts. A status that cannot be read counts as
 * no progress, so a restart in between does no harm.
 *
 * @throws DemoError after `patienceMs` without progress.
 */
export async function followBulk(
  { readStatus }: SluiceClient,
  uuid: string,
  { onProgress, patienceMs }: FollowOptions,
): Promise<Counts> {
  let finished = -1;
  let movedAt = performance.now();
  for (;;) {
    const status = await readStatus(uuid).catch(asReason);
    if (!(status instanceof DemoError)) {
      onProgress(status.counts);
      if (status.state === 'finished') return status.counts;
      if (finishedItems(status.counts) > finished) {
        finished = finishedItems(status.counts);
        movedAt = performance.now();
      }
    }
    if (performance.now() - movedAt > patienceMs) throw standstill(uuid, patienceMs, status);
    await delay(POLL_MS);
  }
}

function asReason(error: unknown): DemoError {
  if (error instanceof DemoError) return error;
  throw error;
}

function standstill(uuid: string, patienceMs: number, last: BulkStatus | DemoError): DemoError {
  const why =
    last instanceof DemoError ? last.message : `${last.counts.open} items are open, state ${last.state}`;
  return new DemoError(`bulk ${uuid} made no progress for ${patienceMs / 1000} s: ${why}`);
}
