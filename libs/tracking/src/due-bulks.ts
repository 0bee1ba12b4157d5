import type { BulkStore, Clock } from '@sluice/ports';
import type { BulkSummary } from '@sluice/schemas';

/** Which bulks of a topic are due for settlement. */
export interface Due {
  readonly topic: string;
  /** The epoch of the topic's log: bulks of an older one are due at once. */
  readonly epoch: number;
  /** Bulks of which no send can have started after this instant are due. */
  readonly before: number;
}

const LIST_PAGE = 100;

/** Implicit bulks never are: whoever sends them may send more at any time. */
const isDue = ({ header }: BulkSummary, { topic, epoch, before }: Due): boolean =>
  header.topic === topic && !header.implicit && (header.epoch < epoch || header.publishUntil < before);

/** The unfinished bulks that are due, oldest first; stops where only younger ones can follow. */
export async function* dueBulks(bulks: BulkStore, clock: Clock, due: Due): AsyncGenerator<BulkSummary> {
  let after: { acceptedAt: number; bulkUuid: string } | undefined;
  for (;;) {
    const page = await bulks.list({
      order: 'oldest',
      unfinishedAt: clock.now(),
      limit: LIST_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield* page.filter((summary) => isDue(summary, due));
    const last = page.at(-1)?.header;
    if (last === undefined || page.length < LIST_PAGE || last.acceptedAt > due.before) return;
    after = { acceptedAt: last.acceptedAt, bulkUuid: last.bulkUuid };
  }
}
