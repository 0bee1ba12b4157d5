import { createHash } from 'node:crypto';
import {
  silentLogger,
  type AggregateWrite,
  type Coordinator,
  type DeliveredMessage,
  type MessageBus,
  type OutgoingMessage,
  type Ports,
} from '@sluice/ports';
import { memoryEntities } from '@sluice/ports-testing';
import {
  BUILT_IN_STORES,
  EMPTY_LEDGER,
  OUTCOMES_TOPIC,
  groupBy,
  outcomeEvent,
  type Outcome,
} from '@sluice/schemas';
import fc from 'fast-check';
import { createBatchProcessor } from './process-batch';
import { ASKED, keyOfAsked, type Asked } from './random-operations.fixture';

const BULK = '0b0e7d3c-0000-4000-8000-000000000001';

const aggregate = (key: string, document: unknown, more: Partial<AggregateWrite> = {}): AggregateWrite => ({
  key,
  expectedRevision: 0,
  id: null,
  document,
  ledger: EMPTY_LEDGER,
  ...more,
});

/** What other consumers own and the operations of a test refer to. */
const OUTSIDE: Readonly<Record<string, readonly AggregateWrite[]>> = {
  products: [
    aggregate('x', {
      sku: 'X',
      type_id: 'simple',
      price: 4,
      global: { name: 'X', custom_attributes: [] },
      stores: [],
      attributes: {},
    }),
  ],
  categories: [
    aggregate('1', { name: 'Root Catalog', parent_id: 0, position: 0, attributes: {} }, { id: 1 }),
    aggregate('2', { name: 'Default Category', parent_id: 1, position: 1, attributes: {} }, { id: 2 }),
  ],
  attribute_sets: [
    aggregate(
      'default',
      { attribute_set_name: 'Default', sort_order: 0, groups: [], attributes: {} },
      { id: 4, refs: ['id:4'] },
    ),
  ],
  inventory_sources: ['default', 'east'].map((code) =>
    aggregate(code, { source_code: code, name: code, enabled: true, attributes: {} }),
  ),
  customer_groups: [
    aggregate('wholesale', { code: 'Wholesale', tax_class_id: 3, attributes: {} }, { id: 2 }),
  ],
};

/** Prices and stock are of products that there are, in a store where products themselves are not under test. */
const PRODUCTS_OUTSIDE = ['a', 'b'].map((key) => aggregate(key, { sku: key, attributes: {} }));

/** A consumer over ports in memory, whose reports can be made to fail. */
async function setUp(consumer: string) {
  const { entities } = memoryEntities();
  for (const [collection, writes] of Object.entries(OUTSIDE)) await entities.write(collection, writes);
  if (consumer === 'prices' || consumer === 'inventory') await entities.write('products', PRODUCTS_OUTSIDE);
  let next = 1000;
  const control = { failReport: false };
  const reported: Outcome[] = [];
  const publish = (topic: string, messages: readonly OutgoingMessage[]): Promise<void> => {
    if (topic !== OUTCOMES_TOPIC)
      return Promise.reject(new Error(`a dead letter: ${String(messages[0]?.value)}`));
    if (control.failReport) return Promise.reject(new Error('the report is lost'));
    reported.push(...messages.flatMap(({ value }) => outcomeEvent.parse(JSON.parse(String(value))).outcomes));
    return Promise.resolve();
  };
  const takeIds = (_sequence: string, count: number): Promise<number> => {
    next += count;
    return Promise.resolve(next - count);
  };
  const ports = {
    bus: { publish } as unknown as MessageBus,
    entities,
    rejects: { save: () => Promise.resolve() },
    coordinator: { takeIds } as unknown as Coordinator,
    clock: { now: () => Date.UTC(2026, 0, 31), delay: () => Promise.resolve() },
    logger: silentLogger,
  } as unknown as Ports;
  return {
    process: createBatchProcessor({ ports, consumer, stores: BUILT_IN_STORES }),
    control,
    reported,
    entities,
  };
}

type SetUp = Awaited<ReturnType<typeof setUp>>;

/** What comes out of the log: a request, or the second try of one that came before. */
interface Logged {
  readonly asked: Asked;
  readonly retries: number | null;
}

/** A message and the partition its key belongs to. */
interface Placed {
  readonly partition: number;
  readonly message: DeliveredMessage;
}

const PARTITIONS = 2;

const partitionOf = (key: string): number =>
  Buffer.from(key).reduce((sum, byte) => sum + byte, 0) % PARTITIONS;

/** The messages of a log of several partitions; a retry is the message of its first try with that one's position. */
function toMessages(log: readonly Logged[]): Placed[] {
  const placed: Placed[] = [];
  for (const place of log.keys()) {
    const operation = operationAt(log, place);
    const { asked } = log[operation] ?? fail('no such operation');
    const key = keyOfAsked(asked);
    const partition = partitionOf(key);
    const retry = operation === place ? {} : { attempt: 2, first_position: positionOf(placed, operation) };
    const message = toMessage({ operation, key, asked, retry });
    const offset = placed.filter((one) => one.partition === partition).length;
    placed.push({ partition, message: { ...message, offset } });
  }
  return placed;
}

/** What is tried at this place: a try of its own, or that of an earlier one. */
function operationAt(log: readonly Logged[], place: number): number {
  const { retries } = log[place] ?? fail('no such place');
  return retries === null || place === 0 ? place : operationAt(log, retries % place);
}

function positionOf(placed: readonly Placed[], operation: number) {
  const { partition, message } = placed[operation] ?? fail('no such operation');
  return { epoch: 1, partition, offset: message.offset };
}

function toMessage({ operation, key, asked, retry }: Sent): Omit<DeliveredMessage, 'offset'> {
  const hash = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
  const value = { v: 1, bulk_uuid: BULK, operation_id: operation, key, data_hash: hash, ...asked, ...retry };
  return {
    key: Buffer.from(key),
    value: Buffer.from(JSON.stringify(value)),
    headers: { bulk_uuid: BULK, operation_id: String(operation) },
  };
}

interface Sent {
  readonly operation: number;
  readonly key: string;
  readonly asked: Asked;
  readonly retry: object;
}

const fail = (why: string): never => {
  throw new Error(why);
};

/** One batch a partition, all of them processed together. */
const deliver = (consumer: SetUp, placed: readonly Placed[]): Promise<void> =>
  consumer.process(
    [...groupBy(placed, ({ partition }) => partition)].map(([partition, group]) => ({
      topic: 'any',
      partition,
      epoch: 1,
      messages: group.map(({ message }) => message),
    })),
  );

const triedBy = (value: Buffer | null): string => {
  const { operation_id, attempt = 1 } = JSON.parse(String(value)) as {
    operation_id: number;
    attempt?: number;
  };
  return `${String(operation_id)}/${String(attempt)}`;
};

const ID_FIELD = /(^id|_id|^value|^code|increment_id)$/;

/** Ids come from a sequence with gaps: which number it was says nothing. */
const maskIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (name, inner: unknown) =>
    ID_FIELD.test(name) && (typeof inner === 'number' || typeof inner === 'string') ? '#' : inner,
  ) as unknown;

const COLLECTIONS = [
  ...['products', 'categories', 'product_attributes', 'attribute_sets', 'prices', 'inventory_items'],
  ...[
    'inventory_sources',
    'stocks',
    'customers',
    'customer_groups',
    'carts',
    'orders',
    'sales_rules',
    'cms_pages',
    'cms_blocks',
  ],
];

/** Everything the store says, without numbers of chance. */
async function endOf({ entities, reported }: SetUp) {
  const documents: unknown[] = [];
  for (const collection of COLLECTIONS) {
    const found = await entities.scan(collection, { limit: 1000 });
    documents.push(...found.map(({ key, document }) => [collection, key, maskIds(document)]));
  }
  const outcomes = new Map<string, string>();
  for (const { operation_id, attempt, state, code = '', rows_failed = 0 } of reported) {
    // The first report counts, as it does for the bulk; one that was lost is made again, and must say the same.
    const said = `${state} ${code} ${String(rows_failed)}`;
    const one = `${String(operation_id)}/${String(attempt)}`;
    outcomes.set(one, outcomes.get(one) ?? said);
  }
  return { documents, outcomes: [...outcomes].sort() };
}

/** How far a batch goes, whether its report is lost, and how much of the log before is delivered once more after it. */
const delivery = fc.record({
  size: fc.integer({ min: 1, max: 6 }),
  dies: fc.boolean(),
  again: fc.integer({ min: 0, max: 4 }),
});
type Delivery = Readonly<{ size: number; dies: boolean; again: number }>;

async function sequentially(consumer: SetUp, messages: readonly Placed[]) {
  for (const message of messages) await deliver(consumer, [message]);
  return endOf(consumer);
}

async function withAccidents(consumer: SetUp, messages: readonly Placed[], plan: readonly Delivery[]) {
  let committed = 0;
  for (const { size, dies, again } of [...plan, { size: messages.length, dies: false, again: 2 }]) {
    const batch = messages.slice(committed, committed + size);
    if (batch.length === 0) break;
    consumer.control.failReport = dies;
    const delivered = deliver(consumer, batch);
    if (dies) await expect(delivered).rejects.toThrow('the report is lost');
    else await delivered;
    consumer.control.failReport = false;
    if (dies) continue;
    committed += batch.length;
    // A group whose last commit was lost begins a little further back.
    committed = Math.max(0, committed - again);
    const repeated = messages.slice(committed, committed + again);
    if (repeated.length > 0) await deliver(consumer, repeated);
    committed += repeated.length;
  }
  if (committed < messages.length) await deliver(consumer, messages.slice(committed));
  return endOf(consumer);
}

describe.each(Object.keys(ASKED))('the aggregates of consumer-%s (G2, G3, G4)', (name) => {
  it('end as if every operation had come alone, once and in order, whatever is delivered again', async () => {
    const asked = ASKED[name] ?? fc.constant(undefined as never);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ asked, retries: fc.option(fc.nat(), { freq: 4 }) }), {
          minLength: 1,
          maxLength: 14,
        }),
        fc.array(delivery, { maxLength: 6 }),
        async (log, plan) => {
          const messages = toMessages(log);
          const truth = await sequentially(await setUp(name), messages);
          const end = await withAccidents(await setUp(name), messages, plan);
          expect(end).toEqual(truth);
          const tries = messages.map(({ message: { value } }) => triedBy(value));
          expect(end.outcomes).toHaveLength(new Set(tries).size);
        },
      ),
      { numRuns: 150 },
    );
  });
});
