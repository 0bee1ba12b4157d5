import { randomUUID } from 'node:crypto';
import type { BulkStore, Clock, Logger, MessageBus, NewBulk, OutgoingMessage } from '@sluice/ports';
import type { BulkHeader } from '@sluice/schemas';
import { buildBulk, chunksFor } from './build-bulk';
import { coalesce } from './coalesce';
import { itemHasher } from './data-hash';
import { operationsTopicOf } from './operations-topic-of';
import { publicationNotes } from './note-published';
import { itemPreparation, type BulkIdentity, type PreparedItem } from './prepare-items';
import type { AcceptBulk, BulkReceipt, BulkRequest } from './request';

/** What accepting needs, and how it is bounded. */
export interface IntakeOptions {
  readonly bus: MessageBus;
  readonly bulks: BulkStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The key of data_hash. */
  readonly hashKey: string;
  /** The largest operation message, key and headers included, in bytes. */
  readonly maxItemBytes: number;
  /** How long after acceptance a send may still start; default 30,000. */
  readonly publishWindowMs?: number;
}

/** Bulks that are stored in one call at most. */
const MAX_COALESCED = 256;
/** Near to what a commit takes; only those wait who came in company, and while others still come. */
const COMPANY_MS = 3;
/** Items prepared before others get a turn: a large bulk must not hold up small ones. */
const ITEMS_A_TURN = 2000;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function prepareAll(identity: BulkIdentity): Promise<PreparedItem[]> {
  const prepare = itemPreparation(identity);
  const prepared: PreparedItem[] = [];
  for (const [id, item] of identity.request.items.entries()) {
    if (id > 0 && id % ITEMS_A_TURN === 0) await nextTurn();
    prepared.push(prepare(item, id));
  }
  return prepared;
}

interface Arrival {
  readonly bulkUuid: string;
  readonly acceptedAt: number;
  readonly publishUntil: number;
  /** Whether every item is settled at the door. */
  readonly nothingToSend: boolean;
}

/** The header of a bulk that is about to be stored; in one piece, because a request may be one item. */
function describe(arrival: Arrival, request: BulkRequest, bus: Pick<MessageBus, 'epochOf'>): BulkHeader {
  const topic = operationsTopicOf(request.entity);
  const size = request.items.length;
  return {
    bulkUuid: arrival.bulkUuid,
    acceptedAt: arrival.acceptedAt,
    publishUntil: arrival.publishUntil,
    dialect: request.dialect,
    entity: request.entity,
    description: request.description,
    topic,
    userType: request.userType,
    userId: request.userId,
    owner: request.owner,
    epoch: bus.epochOf(topic),
    publishedAt: arrival.nothingToSend ? arrival.acceptedAt : null,
    implicit: false,
    quietAt: null,
    size,
    chunkCount: chunksFor(size),
  };
}

/**
 * The use case behind every door: number the items, hash them, store the bulk, publish, and only then answer.
 * When it resolves, the bulk can be found and every accepted item is in the log, durably (G1). When it rejects,
 * nothing is known: what was stored but not published is settled as failed later (mechanics 3).
 */
export function createIntake(options: IntakeOptions): AcceptBulk {
  const { bus, bulks, clock, logger, maxItemBytes, publishWindowMs = 30_000 } = options;
  const hashItem = itemHasher(options.hashKey);
  const store = coalesce<NewBulk>({
    flush: (waiting) => bulks.insert(waiting),
    maxItems: MAX_COALESCED,
    clock,
    companyMs: COMPANY_MS,
  });
  const notePublished = publicationNotes({ bulks, clock, logger });

  const publish = async (bulk: NewBulk, messages: readonly OutgoingMessage[]): Promise<void> => {
    const { bulkUuid, topic, publishUntil } = bulk.header;
    if (messages.length === 0) return;
    await bus.publish(topic, messages, { startBefore: publishUntil });
    notePublished(bulkUuid);
  };

  return async (request): Promise<BulkReceipt> => {
    const bulkUuid = randomUUID();
    const acceptedAt = clock.now();
    const items = await prepareAll({ bulkUuid, acceptedAt, request, hashItem, maxItemBytes });
    const messages = items.flatMap((item) => item.messages);
    const publishUntil = acceptedAt + publishWindowMs;
    const nothingToSend = messages.length === 0;
    const header = describe({ bulkUuid, acceptedAt, publishUntil, nothingToSend }, request, bus);
    const bulk = buildBulk(header, items);

    await store(bulk);
    await publish(bulk, messages);
    return { bulkUuid, items: items.map((item) => item.receipt) };
  };
}
