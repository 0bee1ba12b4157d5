import { createIdPool, type IdPool } from '@sluice/ports';
import type { MessageBatch, Ports, Reject, Vault } from '@sluice/ports';
import { DEAD_LETTERS_TOPIC, OUTCOMES_TOPIC, type EntitySpec, type StoreRegistry } from '@sluice/schemas';
import { applyOperations, type AppliedOutcome } from './apply-operations';
import { deadLetterMessage } from './dead-letter';
import { createForesight, type Foresight } from './foresight';
import { parseMessage, type DeliveredOperation, type UnreadableMessage } from './parse-operation';
import { NO_VAULT } from './supplies';
import { outcomeMessages, type BulkFacts, type Report } from './report';

/** What a consumer app needs. */
export interface ProcessingOptions {
  readonly ports: Pick<Ports, 'bus' | 'entities' | 'rejects' | 'coordinator' | 'clock' | 'logger'>;
  /** The consumer app's name in the entity registry. */
  readonly consumer: string;
  readonly stores: StoreRegistry;
  /** Opens and hashes what was sealed at the door; left out where the consumer's entities hold no secrets. */
  readonly vault?: Vault;
  /** The highest id that was not made by a sequence (built-in entities), by collection; 0 unless told. */
  readonly idBase?: (collection: string) => number;
}

const failedReject = ({ operation, outcome }: AppliedOutcome): Reject[] =>
  outcome.state !== 'failed'
    ? []
    : [
        {
          bulkUuid: operation.message.bulk_uuid,
          operationId: operation.message.operation_id,
          attempt: operation.message.attempt,
          part: operation.message.part?.index ?? 0,
          message: operation.source.value?.toString('utf8') ?? '',
          firstPosition: operation.message.first_position ?? operation.position,
        },
      ];

/** Where the headers name an operation, its bulk is told that it failed: nothing stays open (mechanics 1). */
function unreadableReport(consumer: string, unreadable: UnreadableMessage): Report[] {
  if (unreadable.owner === null) return [];
  const { bulkUuid, operationId } = unreadable.owner;
  const bulk: BulkFacts = {
    bulk_uuid: bulkUuid,
    entity: consumer,
    dialect: 'foreign',
  };
  const outcome = {
    operation_id: operationId,
    key: '',
    attempt: 1,
    state: 'failed',
    class: 'final',
    code: unreadable.errorClass,
    message: unreadable.reason.slice(0, 1000),
  } as const;
  return [{ bulk, outcome }];
}

function parseBatches(batches: readonly MessageBatch[], consumer: string) {
  const operations: DeliveredOperation[] = [];
  const unreadable: UnreadableMessage[] = [];
  let ordinal = 0;
  for (const batch of batches) {
    for (const source of batch.messages) {
      const parsed = parseMessage({ batch, ordinal }, source, consumer);
      if (parsed.ok) operations.push(parsed.operation);
      else unreadable.push(parsed.unreadable);
      ordinal += 1;
    }
  }
  return { operations, unreadable };
}

function deadLetters(
  topic: string,
  unreadable: readonly UnreadableMessage[],
  applied: readonly AppliedOutcome[],
) {
  const poison = applied.flatMap(({ operation: { source, position }, poison: refusal }) =>
    refusal === null
      ? []
      : [{ source, topic, position, errorClass: 'store_refused' as const, reason: refusal.message }],
  );
  return [...unreadable.map((message) => ({ ...message, topic })), ...poison].map(deadLetterMessage);
}

/**
 * Batches of different partitions of one topic, in one screen: read, decide and write, keep what failed, set aside what
 * cannot be read, report. It resolves when all of that is durable, and only then may the batches be committed (G2).
 */
export function createBatchProcessor(options: ProcessingOptions) {
  const { ports, consumer, stores, vault = NO_VAULT, idBase = () => 0 } = options;
  const { bus, entities, rejects, coordinator, clock, logger } = ports;
  const pools = new Map<string, IdPool>();
  const poolOf = (sequence: string, base = 0): IdPool => {
    const pool = pools.get(sequence) ?? createIdPool(coordinator, sequence, base);
    pools.set(sequence, pool);
    return pool;
  };
  const idsOf = ({ collection }: EntitySpec): IdPool => poolOf(collection, idBase(collection));
  const partIdsOf = ({ collection }: EntitySpec): IdPool =>
    poolOf(`${collection}.parts`, idBase(`${collection}.parts`));
  const foresights = new Map<string, Foresight>();
  const foresightOf = ({ name }: EntitySpec): Foresight => {
    const foresight = foresights.get(name) ?? createForesight();
    foresights.set(name, foresight);
    return foresight;
  };
  const deps = { entities, clock, stores, idsOf, partIdsOf, foresightOf, vault };

  return async (batches: readonly MessageBatch[]): Promise<void> => {
    const [topic = ''] = batches.map((batch) => batch.topic);
    const { operations, unreadable } = parseBatches(batches, consumer);
    const applied = await applyOperations(deps, operations);

    const failed = applied.flatMap(failedReject);
    if (failed.length > 0) await rejects.save(failed);

    const letters = deadLetters(topic, unreadable, applied);
    if (letters.length > 0) {
      logger.warn({ topic, count: letters.length }, 'dead letters');
      await bus.publish(DEAD_LETTERS_TOPIC, letters);
    }

    const reports = applied.map(({ operation, outcome }) => ({
      bulk: operation.message,
      outcome,
    }));
    const events = outcomeMessages([...reports, ...unreadable.flatMap((u) => unreadableReport(consumer, u))]);
    if (events.length > 0) await bus.publish(OUTCOMES_TOPIC, events);
  };
}
