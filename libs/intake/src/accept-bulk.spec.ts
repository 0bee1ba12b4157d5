import {
  PortError,
  silentLogger,
  type BulkStore,
  type MessageBus,
  type NewBulk,
  type OutgoingMessage,
  type PublishOptions,
} from '@sluice/ports';
import { ItemState, operationMessage } from '@sluice/schemas';
import { createIntake } from './accept-bulk';
import type { BulkRequest, IncomingItem } from './request';

const HASH_KEY = '0123456789abcdef0123456789abcdef';

function setUp() {
  const story: string[] = [];
  const stored: NewBulk[] = [];
  const published: OutgoingMessage[] = [];
  const sends: (PublishOptions | undefined)[] = [];
  const failures: { store?: Error; publish?: Error } = {};
  const bulks: Pick<BulkStore, 'insert' | 'markPublished'> = {
    insert: (batch) => {
      story.push(`store ${String(batch.length)}`);
      if (failures.store !== undefined) return Promise.reject(failures.store);
      stored.push(...batch);
      return Promise.resolve();
    },
    markPublished: (uuids) => {
      story.push(`mark ${String(uuids.length)}`);
      return Promise.resolve();
    },
  };
  const bus: Pick<MessageBus, 'publish' | 'epochOf'> = {
    epochOf: () => 3,
    publish: (topic, messages, options) => {
      story.push(`publish ${topic}`);
      if (failures.publish !== undefined) return Promise.reject(failures.publish);
      published.push(...messages);
      sends.push(options);
      return Promise.resolve();
    },
  };
  const accept = createIntake({
    bus: bus as MessageBus,
    bulks: bulks as BulkStore,
    clock: { now: () => 1_000, delay: () => Promise.resolve() },
    logger: silentLogger,
    hashKey: HASH_KEY,
    maxItemBytes: 4_096,
  });
  return { accept, story, stored, published, sends, failures };
}

const item = (sku: string, more: Record<string, unknown> = {}): IncomingItem => ({
  kind: 'operation',
  action: 'upsert',
  key: sku.toLowerCase(),
  payload: { sku, ...more },
});

const request = (items: readonly IncomingItem[], more: Partial<BulkRequest> = {}): BulkRequest => ({
  dialect: 'magento',
  entity: 'product',
  description: 'a call',
  userType: 1,
  userId: 0,
  owner: null,
  items,
  ...more,
});

const hashes = async (...requests: BulkRequest[]): Promise<string[]> => {
  const { accept } = setUp();
  const receipts = await Promise.all(requests.map((one) => accept(one)));
  return receipts.flatMap((receipt) =>
    receipt.items.map((one) => (one.status === 'accepted' ? one.dataHash : '')),
  );
};

describe('accepting a bulk', () => {
  it('stores it before anything is published, and notes that it was', async () => {
    const { accept, story, stored, sends } = setUp();
    const receipt = await accept(request([item('A'), item('B')]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(story).toEqual(['store 1', 'publish sluice.operations.products', 'mark 1']);
    expect(stored[0]?.header).toMatchObject({
      bulkUuid: receipt.bulkUuid,
      size: 2,
      epoch: 3,
      publishedAt: null,
      publishUntil: 31_000,
    });
    expect(sends[0]).toEqual({ startBefore: 31_000 });
    expect(receipt.items.map(({ id, status }) => [id, status])).toEqual([
      [0, 'accepted'],
      [1, 'accepted'],
    ]);
  });

  it('publishes messages that a consumer can read, keyed by entity', async () => {
    const { accept, published } = setUp();
    const { bulkUuid } = await accept(request([item('A/1', { name: 'Café' })], { scope: 'all' }));
    const [message] = published;
    expect(message?.key).toBe('a/1');
    expect(operationMessage.parse(JSON.parse(String(message?.value)))).toMatchObject({
      bulk_uuid: bulkUuid,
      operation_id: 0,
      attempt: 1,
      entity: 'product',
      action: 'upsert',
      scope: 'all',
      dialect: 'magento',
      bulk_size: 1,
      payload: { sku: 'A/1', name: 'Café' },
    });
    expect(message?.headers).toMatchObject({ bulk_uuid: bulkUuid, operation_id: '0' });
    expect(message?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('cuts a large bulk into chunks', async () => {
    const { accept, stored } = setUp();
    await accept(request(Array.from({ length: 2_500 }, (_, n) => item(`s${String(n)}`))));
    expect(stored[0]?.chunks.map((chunk) => [chunk.index, chunk.states.length, chunk.counts.open])).toEqual([
      [0, 1_000, 1_000],
      [1, 1_000, 1_000],
      [2, 500, 500],
    ]);
    expect(stored[0]?.header).toMatchObject({ size: 2_500, chunkCount: 3 });
  });

  it('rejects an item that the bus would not take; its neighbours go on', async () => {
    const { accept, stored, published } = setUp();
    const receipt = await accept(request([item('A'), item('B', { blob: 'x'.repeat(4_096) }), item('C')]));
    expect(receipt.items.map((one) => one.status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(receipt.items[1]).toMatchObject({ id: 1, code: 'item_too_large' });
    expect(published.map((message) => message.key)).toEqual(['a', 'c']);
    expect([...(stored[0]?.chunks[0]?.states ?? [])]).toEqual([
      ItemState.open,
      ItemState.rejected,
      ItemState.open,
    ]);
  });

  it('keeps what the dialect rejected, and publishes nothing where nothing is left', async () => {
    const { accept, story, stored } = setUp();
    await accept(request([{ kind: 'rejected', code: 'too_short', message: 'too short' }]));
    expect(story).toEqual(['store 1']);
    expect(stored[0]?.header).toMatchObject({ publishedAt: 1_000 });
    expect(stored[0]?.chunks[0]).toMatchObject({ finishedAt: 1_000, counts: { open: 0, rejected: 1 } });
  });

  it('accepts an empty bulk, which is finished at once', async () => {
    const { accept, stored } = setUp();
    await accept(request([]));
    expect(stored[0]).toMatchObject({ header: { size: 0, chunkCount: 1 }, chunks: [{ finishedAt: 1_000 }] });
  });

  it('publishes nothing of a bulk that could not be stored', async () => {
    const { accept, failures, published } = setUp();
    failures.store = new PortError('unavailable', 'no store');
    await expect(accept(request([item('A')]))).rejects.toMatchObject({ code: 'unavailable' });
    expect(published).toEqual([]);
  });

  it('does not note as published what was not acknowledged', async () => {
    const { accept, failures, story } = setUp();
    failures.publish = new PortError('deadline', 'too late');
    await expect(accept(request([item('A')]))).rejects.toMatchObject({ code: 'deadline' });
    expect(story).toEqual(['store 1', 'publish sluice.operations.products']);
  });

  it('stores requests that come at the same moment together', async () => {
    const { accept, story } = setUp();
    await Promise.all(Array.from({ length: 40 }, (_, n) => accept(request([item(`s${String(n)}`)]))));
    expect(story.filter((line) => line.startsWith('store'))).toEqual(['store 40']);
  });
});

describe('data_hash', () => {
  it('is equal for an equal item and scope, and 64 hex digits', async () => {
    const [one, two] = await hashes(request([item('A', { price: 1 })]), request([item('A', { price: 1 })]));
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(two).toBe(one);
  });

  it('differs with the item, the scope, and between no scope and an empty one', async () => {
    const all = await hashes(
      request([item('A'), item('B')]),
      request([item('A')], { scope: 'all' }),
      request([item('A')], { scope: '' }),
    );
    expect(new Set(all).size).toBe(4);
  });
});
