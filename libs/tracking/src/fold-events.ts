import type { BulkStore, ChunkRef, ChunkWrite, Clock, Logger, MessageBatch, MessageBus } from '@sluice/ports';
import {
  CHUNK_SIZE,
  entityRegistry,
  groupBy,
  operationsTopic,
  outcomeEvent,
  type BulkChunk,
  type Outcome,
  type OutcomeEvent,
} from '@sluice/schemas';
import { foldChunk } from './fold-chunk';
import { foldImplicit } from './fold-implicit';

/** What folding needs. */
export interface FoldDeps {
  readonly bulks: BulkStore;
  readonly bus: Pick<MessageBus, 'epochOf'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** All outcomes of one bulk in a batch; `event` carries the bulk's facts. */
interface BulkOutcomes {
  readonly event: OutcomeEvent;
  readonly byChunk: ReadonlyMap<number, readonly Outcome[]>;
}

type StoredChunks = ReadonlyMap<string, BulkChunk>;

/** Folds that lose against each other this often in a row: let the bus deliver the batch again. */
const MAX_ROUNDS = 50;

const chunkIndex = (outcome: Outcome): number => Math.floor(outcome.operation_id / CHUNK_SIZE);

const refKey = ({ bulkUuid, index }: ChunkRef): string => `${bulkUuid}/${index}`;

const refsOf = ({ event, byChunk }: BulkOutcomes): ChunkRef[] =>
  [...byChunk.keys()].map((index) => ({ bulkUuid: event.bulk_uuid, index }));

function parseEvents(batch: MessageBatch, logger: Logger): OutcomeEvent[] {
  return batch.messages.flatMap(({ value, offset }) => {
    try {
      return [outcomeEvent.parse(JSON.parse(value?.toString('utf8') ?? ''))];
    } catch (err) {
      // Only consumers of ours write here: whatever this is, it names no operation that could be told.
      logger.error(
        { err, topic: batch.topic, partition: batch.partition, offset },
        'unreadable outcome event',
      );
      return [];
    }
  });
}

function gather(events: readonly OutcomeEvent[]): BulkOutcomes[] {
  return [...groupBy(events, (event) => event.bulk_uuid).values()].flatMap((group) => {
    const [first] = group;
    const outcomes = group.flatMap((one) => one.outcomes);
    return first === undefined
      ? []
      : [{ event: { ...first, outcomes }, byChunk: groupBy(outcomes, chunkIndex) }];
  });
}

function foldStored({ event, byChunk }: BulkOutcomes, chunks: StoredChunks, now: number): ChunkWrite[] {
  const { accepted_at, dialect, entity, description = '' } = event;
  const acceptedAt = Date.parse(accepted_at ?? '') || now;
  // The chunks are stored: they keep the facts they were inserted with.
  const bulk = { acceptedAt, dialect, entity, description, owner: null };
  return [...byChunk].flatMap(([index, outcomes]) => {
    const chunk = chunks.get(refKey({ bulkUuid: event.bulk_uuid, index }));
    const folded = chunk === undefined ? null : foldChunk(chunk, outcomes, now);
    return chunk === undefined || folded === null
      ? []
      : [{ chunk: folded, expectedRevision: chunk.revision, bulk }];
  });
}

/** Folds batches of the outcome topic into the chunks they are about; resolves when that is durable. */
export function createEventFold({ bulks, bus, clock, logger }: FoldDeps) {
  const readAll = async (refs: readonly ChunkRef[]): Promise<StoredChunks> => {
    const chunks = await bulks.readChunks(refs);
    return new Map(chunks.flatMap((chunk) => (chunk === null ? [] : [[refKey(chunk), chunk] as const])));
  };

  const contextOf = ({ entity }: OutcomeEvent) => {
    const topic = operationsTopic(entityRegistry.get(entity)?.consumer ?? entity);
    return { now: clock.now(), topic, epoch: bus.epochOf(topic) };
  };

  /** A chunk is missing or implicit: ask for the bulk. Items beyond the end of a stored bulk are nobody's. */
  const foldUnknown = async (
    group: BulkOutcomes,
    chunks: StoredChunks,
    round: number,
  ): Promise<ChunkWrite[]> => {
    const { event, byChunk } = group;
    const summary = await bulks.find(event.bulk_uuid);
    if (summary?.header.implicit !== false) {
      return foldImplicit(bulks, { event, byChunk, summary, context: contextOf(event), force: round > 0 });
    }
    logger.warn({ bulk_uuid: event.bulk_uuid }, 'outcomes of operations that the bulk does not have');
    return foldStored(group, chunks, clock.now());
  };

  const foldGroups = async (groups: readonly BulkOutcomes[], round: number): Promise<ChunkWrite[]> => {
    const chunks = await readAll(groups.flatMap(refsOf));
    const writes: ChunkWrite[] = [];
    for (const group of groups) {
      const known = refsOf(group).every((ref) => chunks.get(refKey(ref))?.implicit === false);
      if (known) writes.push(...foldStored(group, chunks, clock.now()));
      else writes.push(...(await foldUnknown(group, chunks, round)));
    }
    return writes;
  };

  return async (batches: readonly MessageBatch[]): Promise<void> => {
    let groups = gather(batches.flatMap((batch) => parseEvents(batch, logger)));
    for (let round = 0; groups.length > 0; round += 1) {
      if (round > MAX_ROUNDS) throw new Error('No end of revision conflicts among chunks');
      const writes = await foldGroups(groups, round);
      const conflicts = writes.length === 0 ? [] : await bulks.writeChunks(writes);
      const again = new Set(conflicts.map((ref) => ref.bulkUuid));
      groups = groups.filter((group) => again.has(group.event.bulk_uuid));
    }
  };
}
