import {
  PortError,
  silentLogger,
  type AggregateWrite,
  type DeliveredMessage,
  type EntityStore,
  type MessageBatch,
  type MessageBus,
  type OutgoingMessage,
  type Ports,
  type Reject,
  type StoredAggregate,
} from '@sluice/ports';
import { BUILT_IN_STORES, outcomeEvent, type Outcome } from '@sluice/schemas';
import { createBatchProcessor } from './process-batch';

export const BULK = '0b0e7d3c-0000-4000-8000-000000000001';

/** Holds aggregates in memory; refuses documents with a name of that prefix, as a store refuses what it cannot hold. */
function memoryEntities(story: string[]) {
  const rows = new Map<string, StoredAggregate>();
  const hooks: { beforeWrite: () => void; failWrite: Error | null } = {
    beforeWrite: () => undefined,
    failWrite: null,
  };
  const refusedBy = (write: AggregateWrite): boolean =>
    JSON.stringify(write.document ?? null).includes('"poison');
  const store: EntityStore = {
    read: (_collection, keys) => {
      story.push(`read ${String(keys.length)}`);
      const found = keys.flatMap((key) => rows.get(key) ?? []);
      return Promise.resolve(new Map(found.map((row) => [row.key, row])));
    },
    write: (_collection, writes) => {
      const { beforeWrite } = hooks;
      hooks.beforeWrite = () => undefined;
      beforeWrite();
      story.push(`write ${String(writes.length)}`);
      if (hooks.failWrite !== null) return Promise.reject(hooks.failWrite);
      const conflicts: string[] = [];
      for (const { expectedRevision, ...row } of writes.filter((write) => !refusedBy(write))) {
        if ((rows.get(row.key)?.revision ?? 0) !== expectedRevision) conflicts.push(row.key);
        else rows.set(row.key, { ...row, revision: expectedRevision + 1 });
      }
      if (writes.some(refusedBy)) return Promise.reject(new PortError('refused', 'cannot hold this'));
      return Promise.resolve({ conflicts });
    },
    existing: (_collection, keys) =>
      Promise.resolve(new Set(keys.filter((key) => (rows.get(key)?.document ?? null) !== null))),
    locate: () => Promise.resolve(new Map()),
    scan: () => Promise.resolve([...rows.values()]),
  };
  return { store, rows, hooks };
}

/** A batch processor over ports in memory, with all that it did. */
export function setUpProcessor() {
  const story: string[] = [];
  const { store, rows, hooks } = memoryEntities(story);
  const published: { topic: string; message: OutgoingMessage }[] = [];
  const rejected: Reject[] = [];
  let nextId = 1;
  const bus: Pick<MessageBus, 'publish'> = {
    publish: (topic, messages) => {
      story.push(`publish ${topic} ${String(messages.length)}`);
      published.push(...messages.map((message) => ({ topic, message })));
      return Promise.resolve();
    },
  };
  const takeIds = (_sequence: string, count: number): Promise<number> => {
    story.push(`ids ${String(count)}`);
    nextId += count;
    return Promise.resolve(nextId - count);
  };
  const save = (rejects: readonly Reject[]): Promise<void> => {
    story.push(`rejects ${String(rejects.length)}`);
    rejected.push(...rejects);
    return Promise.resolve();
  };
  const ports = {
    bus,
    entities: store,
    rejects: { save },
    coordinator: { takeIds },
    clock: { now: () => 0, delay: () => Promise.resolve() },
    logger: silentLogger,
  } as unknown as Ports;
  const processAll = createBatchProcessor({ ports, consumer: 'products', stores: BUILT_IN_STORES });
  const process = (...batches: MessageBatch[]): Promise<void> => processAll(batches);
  const outcomes = (): Outcome[] =>
    published
      .filter(({ topic }) => topic === 'sluice.outcomes')
      .flatMap(({ message }) => outcomeEvent.parse(JSON.parse(String(message.value))).outcomes);
  return { process, story, rows, hooks, published, rejected, outcomes };
}

/** A message as the log delivers it. */
export function message(offset: number, sku: string, more: Record<string, unknown> = {}): DeliveredMessage {
  const { action = 'upsert', bulk = BULK, ...payload } = more;
  const value = {
    v: 1,
    bulk_uuid: bulk,
    operation_id: offset,
    entity: 'product',
    action,
    key: sku.toLowerCase(),
    scope: 'all',
    payload: { sku, ...payload },
  };
  return {
    offset,
    key: Buffer.from(sku.toLowerCase()),
    value: Buffer.from(JSON.stringify(value)),
    headers: { bulk_uuid: String(bulk), operation_id: String(offset) },
  };
}

export const batch = (messages: readonly DeliveredMessage[], partition = 0): MessageBatch => ({
  topic: 'sluice.operations.products',
  partition,
  epoch: 1,
  messages,
});
