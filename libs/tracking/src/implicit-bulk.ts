import { CHUNK_SIZE, type BulkHeader, type BulkSummary, type OutcomeEvent } from '@sluice/schemas';
import { totalCounts } from './derive-status';

/** How long an implicit bulk without a declared size waits for another outcome (mechanics 3). */
export const QUIET_MS = 30_000;

/** What the fold knows of the log an implicit bulk came by. */
export interface ImplicitContext {
  readonly now: number;
  readonly topic: string;
  readonly epoch: number;
}

/** The header of a bulk that nobody stored, opened by its first outcome (mechanics 3). */
export function openImplicit(event: OutcomeEvent, { now, topic, epoch }: ImplicitContext): BulkHeader {
  const sent = event.accepted_at === undefined ? Number.NaN : Date.parse(event.accepted_at);
  return {
    bulkUuid: event.bulk_uuid,
    dialect: 'foreign',
    entity: event.entity,
    description: event.description ?? '',
    topic,
    epoch,
    userType: 1,
    userId: 0,
    owner: null,
    acceptedAt: Number.isNaN(sent) || sent > now ? now : sent,
    size: event.bulk_size ?? 0,
    chunkCount: 1,
    publishUntil: now,
    publishedAt: now,
    implicit: true,
    quietAt: now + QUIET_MS,
  };
}

/** The header after more outcomes: the largest declared size counts, and the wait for silence starts anew. */
export function touchImplicit(header: BulkHeader, event: OutcomeEvent, now: number): BulkHeader {
  const highestId = event.outcomes.reduce((highest, outcome) => Math.max(highest, outcome.operation_id), 0);
  return {
    ...header,
    size: Math.max(header.size, event.bulk_size ?? 0),
    chunkCount: Math.max(header.chunkCount, Math.floor(highestId / CHUNK_SIZE) + 1),
    quietAt: now + QUIET_MS,
  };
}

/** Declared items of an implicit bulk of which no outcome has been seen. */
export function unseen({ header, tallies }: BulkSummary): number {
  return Math.max(0, header.size - totalCounts(tallies).accepted);
}
