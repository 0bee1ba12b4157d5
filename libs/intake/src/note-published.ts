import type { BulkStore, Clock, Logger } from '@sluice/ports';

/** What noting needs. */
export interface NoteDeps {
  readonly bulks: Pick<BulkStore, 'markPublished'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A bulk is looked at for its note 90 s after it was accepted at the earliest (mechanics 3). */
const NOTE_EVERY_MS = 1_000;
/** Bulks of one call at most. */
const MAX_NOTED = 10_000;

/**
 * Notes bulks as published, together with all of the same second: no answer waits for the note, and a call for every
 * batch of answers was a sixth of the commits (measured). Without it settlement looks at the bulk, finds nothing open, or can
 * only not tell a lost log from a publication that never was.
 */
export function publicationNotes({ bulks, clock, logger }: NoteDeps): (bulkUuid: string) => void {
  let waiting: string[] = [];
  const note = async (bulkUuids: readonly string[]): Promise<void> => {
    try {
      await bulks.markPublished(bulkUuids, clock.now());
    } catch (err) {
      logger.warn({ err, bulks: bulkUuids.length, first: bulkUuids[0] }, 'publication not noted');
    }
  };
  const noteAll = async (): Promise<void> => {
    await clock.delay(NOTE_EVERY_MS);
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += MAX_NOTED) await note(all.slice(from, from + MAX_NOTED));
  };
  return (bulkUuid) => {
    if (waiting.push(bulkUuid) === 1) void noteAll();
  };
}
