import type { MessageBus } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';
import type { BusCase, BusCaseContext } from './message-bus-harness';
import { createRecorder, message, record, total } from './message-bus-recorder';
import { createGate } from './message-bus-until';

const COUNT = 50;
const numbers = Array.from({ length: COUNT }, (_, n) => String(n));

async function filled(context: BusCaseContext): Promise<{ bus: MessageBus; spec: TopicSpec }> {
  const spec = context.topic(1);
  const bus = await context.log.bus();
  await bus.ensureTopics([spec]);
  await bus.publish(
    spec.name,
    numbers.map((n) => message('key', n)),
  );
  return { bus, spec };
}

async function keepsBytes({ log, topic, until }: BusCaseContext): Promise<void> {
  const spec = topic(1);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80]);
  const headers = { bulk_uuid: 'b-1', empty: '', 'with space': 'naïve 😀', data_hash: 'f'.repeat(64) };
  await bus.publish(spec.name, [
    { key: 'key', value: bytes, headers },
    { key: null, value: 'no key', headers: {} },
    { key: 'no value', value: null, headers: { only: 'header' } },
    { key: '', value: '', headers: {} },
  ]);
  const recorder = createRecorder();
  await record(bus, { topic: spec.name, group: 'bytes' }, recorder);
  await until('everything delivered', () => recorder.deliveries().length >= 4);
  expect(recorder.batches.flatMap(({ messages }) => messages)).toEqual([
    { offset: 0, key: Buffer.from('key'), value: bytes, headers },
    { offset: 1, key: null, value: Buffer.from('no key'), headers: {} },
    { offset: 2, key: Buffer.from('no value'), value: null, headers: { only: 'header' } },
    { offset: 3, key: Buffer.from(''), value: Buffer.from(''), headers: {} },
  ]);
}

async function respectsMaxBatch(context: BusCaseContext): Promise<void> {
  const { bus, spec } = await filled(context);
  const recorder = createRecorder();
  await record(bus, { topic: spec.name, group: 'chunks', maxBatch: 7 }, recorder);
  await context.until('everything delivered', () => recorder.deliveries().length >= COUNT);
  expect(Math.max(...recorder.batches.map(({ messages }) => messages.length))).toBeLessThanOrEqual(7);
  expect(recorder.texts()).toEqual(numbers);
}

async function commitsAfterHandler(context: BusCaseContext): Promise<void> {
  const { bus, spec } = await filled(context);
  const gate = createGate();
  const recorder = createRecorder(() => gate.opened);
  const committed = async (): Promise<number> =>
    total((await bus.committedOffsets(spec.name, 'late')).offsets);
  await record(bus, { topic: spec.name, group: 'late' }, recorder);
  await context.until('the handler runs', () => recorder.batches.length > 0);
  expect(await committed()).toBe(0);
  gate.open();
  await context.until('all is committed', async () => (await committed()) === COUNT);
}

async function redeliversAfterKill(context: BusCaseContext): Promise<void> {
  const { bus, spec } = await filled(context);
  const hanging = createRecorder(() => createGate().opened);
  await record(bus, { topic: spec.name, group: 'killed' }, hanging);
  await context.until('the handler hangs', () => hanging.batches.length > 0);
  const other = await context.log.bus();
  await other.ensureTopics([spec]);
  await context.log.kill(bus);
  const recorder = createRecorder();
  await record(other, { topic: spec.name, group: 'killed' }, recorder);
  await context.until('everything delivered again', () => recorder.deliveries().length >= COUNT);
  expect(recorder.texts()).toEqual(numbers);
}

async function redeliversAfterThrow(context: BusCaseContext): Promise<void> {
  const { bus, spec } = await filled(context);
  const failures: number[] = [];
  const recorder = createRecorder((batch) => {
    if (failures.length === 2) return Promise.resolve();
    failures.push(batch.messages[0]?.offset ?? -1);
    return Promise.reject(new Error('meant to fail'));
  });
  await record(bus, { topic: spec.name, group: 'throws' }, recorder);
  await context.until('all is committed', async () => {
    return total((await bus.committedOffsets(spec.name, 'throws')).offsets) === COUNT;
  });
  expect(failures).toEqual([0, 0]);
  const delivered = recorder.deliveries().map(({ offset }) => offset);
  expect(recorder.batches[2]?.messages[0]?.offset).toBe(0);
  expect(delivered.slice(-COUNT)).toEqual(numbers.map(Number));
}

async function closeDrains(context: BusCaseContext, whole: boolean): Promise<void> {
  const { bus, spec } = await filled(context);
  const gate = createGate();
  const recorder = createRecorder(() => gate.opened);
  const subscription = await record(bus, { topic: spec.name, group: 'drains', maxBatch: 20 }, recorder);
  await context.until('the handler runs', () => recorder.batches.length > 0);
  const closed = whole ? bus.close() : subscription.close();
  gate.open();
  await closed;
  await subscription.close();
  const other = await context.log.bus();
  await other.ensureTopics([spec]);
  const next = createRecorder();
  await record(other, { topic: spec.name, group: 'drains' }, next);
  await context.until('the rest is committed', async () => {
    return total((await other.committedOffsets(spec.name, 'drains')).offsets) === COUNT;
  });
  expect([...recorder.texts(), ...next.texts()]).toEqual(numbers);
}

/** Bytes, commits, redelivery, draining. */
export const deliveryCases: readonly BusCase[] = [
  { name: 'delivers bytes, headers, null keys and null values unchanged', run: keepsBytes },
  { name: 'hands a handler at most maxBatch messages', run: respectsMaxBatch },
  { name: 'commits only after the handler resolved', run: commitsAfterHandler },
  { name: 'delivers again to another member when one dies inside a handler', run: redeliversAfterKill },
  { name: 'delivers again from the same offset, in order, after a throw', run: redeliversAfterThrow },
  {
    name: 'closing a subscription finishes and commits the running handler',
    run: (c) => closeDrains(c, false),
  },
  { name: 'closing the bus finishes and commits the running handler', run: (c) => closeDrains(c, true) },
];
