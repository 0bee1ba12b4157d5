import {
  silentLogger,
  type BulkStore,
  type MessageBus,
  type NewBulk,
  type OutgoingMessage,
} from '@sluice/ports';
import { ItemState, MAX_PARTS, operationMessage } from '@sluice/schemas';
import { createIntake } from './accept-bulk';
import type { IncomingItem } from './request';

async function accept(items: readonly IncomingItem[]) {
  const stored: NewBulk[] = [];
  const published: OutgoingMessage[] = [];
  const intake = createIntake({
    bus: {
      epochOf: () => 1,
      publish: (_topic: string, messages: readonly OutgoingMessage[]) => {
        published.push(...messages);
        return Promise.resolve();
      },
    } as unknown as MessageBus,
    bulks: {
      insert: (bulks: readonly NewBulk[]) => {
        stored.push(...bulks);
        return Promise.resolve();
      },
      markPublished: () => Promise.resolve(),
    } as unknown as BulkStore,
    clock: { now: () => 1_000, delay: () => Promise.resolve() },
    logger: silentLogger,
    hashKey: '0123456789abcdef0123456789abcdef',
    maxItemBytes: 4_096,
  });
  const caller = { userType: 1, userId: 0, owner: 'integration:7' } as const;
  const receipt = await intake({
    dialect: 'magento',
    entity: 'product',
    description: 'a call',
    ...caller,
    items,
  });
  const messages = published.map(({ value }) => operationMessage.parse(JSON.parse(String(value))));
  return { receipt, messages, chunk: stored[0]?.chunks[0], header: stored[0]?.header };
}

const part = (sku: string) => ({ key: sku, payload: { sku } });
const inParts = (...skus: string[]): IncomingItem => ({
  kind: 'parts',
  action: 'upsert',
  parts: skus.map(part),
  emptyResult: '[]',
});

describe('an operation that travels in parts (ADR 20)', () => {
  it('is one message an entity, all of one operation, and one item of the receipt', async () => {
    const { receipt, messages, chunk, header } = await accept([inParts('a', 'b', 'c')]);
    expect(receipt.items).toHaveLength(1);
    expect(messages.map(({ key, operation_id, part: place }) => [key, operation_id, place])).toEqual([
      ['a', 0, { index: 0, count: 3 }],
      ['b', 0, { index: 1, count: 3 }],
      ['c', 0, { index: 2, count: 3 }],
    ]);
    const hashes = new Set(messages.map(({ data_hash }) => data_hash));
    expect(hashes).toEqual(new Set(receipt.items.map((item) => item.status === 'accepted' && item.dataHash)));
    expect(chunk).toMatchObject({ keys: ['a'], pending: 1, counts: { open: 1 } });
    expect(header?.owner).toBe('integration:7');
  });

  it('is an ordinary operation where there is one entity', async () => {
    const { messages } = await accept([inParts('a')]);
    expect(messages).toHaveLength(1);
    expect(messages[0]).not.toHaveProperty('part');
  });

  it('is done at once where there is nothing to do, beside others that are not', async () => {
    const { receipt, messages, chunk } = await accept([inParts(), inParts('a')]);
    expect(receipt.items.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(messages.map(({ operation_id }) => operation_id)).toEqual([1]);
    expect([...(chunk?.states ?? [])]).toEqual([ItemState.succeeded, ItemState.open]);
    expect(chunk).toMatchObject({ results: ['[]', null], pending: 1, counts: { open: 1, succeeded: 1 } });
  });

  it('is rejected whole where one part is too large for the bus, or there are too many', async () => {
    const large = { key: 'b', payload: { sku: 'b', text: 'x'.repeat(5_000) } };
    const items: IncomingItem[] = [
      { kind: 'parts', action: 'upsert', parts: [part('a'), large], emptyResult: null },
      inParts(...Array.from({ length: MAX_PARTS + 1 }, (_, index) => `s${String(index)}`)),
    ];
    const { receipt, messages } = await accept(items);
    expect(receipt.items.map((item) => item.status === 'rejected' && item.code)).toEqual([
      'item_too_large',
      'too_many_entities',
    ]);
    expect(messages).toEqual([]);
  });
});

describe('what data_hash is taken of', () => {
  const create = (id: number, hashed: unknown): IncomingItem => ({
    kind: 'operation',
    action: 'upsert',
    key: String(id),
    payload: { sku: String(id) },
    hashed,
  });

  const withPassword = (id: number, sealed: string, clear: string): IncomingItem => ({
    kind: 'operation',
    action: 'upsert',
    key: String(id),
    payload: { name: 'x' },
    sealed: { fields: { sealed }, clear: [clear] },
  });

  it('is what was sent, where the payload holds an id', async () => {
    const { receipt } = await accept([
      create(1, { name: 'x' }),
      create(2, { name: 'x' }),
      create(3, { name: 'y' }),
    ]);
    const [one, two, three] = receipt.items.map((item) => (item.status === 'accepted' ? item.dataHash : ''));
    expect(one).toBe(two);
    expect(one).not.toBe(three);
  });

  it('is the secret itself, not what it is sealed as', async () => {
    const { receipt, messages } = await accept([
      withPassword(1, 's1.a', 'open'),
      withPassword(2, 's1.b', 'open'),
      withPassword(3, 's1.b', 'sesame'),
    ]);
    const [one, two, three] = receipt.items.map((item) => (item.status === 'accepted' ? item.dataHash : ''));
    expect(one).toBe(two);
    expect(one).not.toBe(three);
    expect(messages[0]).toMatchObject({ payload: { name: 'x', sealed: 's1.a' } });
  });

  it('never travels', async () => {
    const { messages } = await accept([
      create(1, { password: 'secret-of-mine' }),
      withPassword(2, 's1.a', 'secret-of-mine'),
      { ...withPassword(3, 's1.a', 'secret-of-mine'), payload: {} } as IncomingItem,
    ]);
    expect(JSON.stringify(messages)).not.toContain('secret-of-mine');
    expect(messages[2]).toMatchObject({ payload: { sealed: 's1.a' } });
  });
});
