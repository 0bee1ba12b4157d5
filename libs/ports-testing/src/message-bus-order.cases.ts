import type { BusCase, BusCaseContext } from './message-bus-harness';
import { AWKWARD_KEYS, JAVA_MURMUR2, partitionOf } from './message-bus-keys';
import { createRecorder, message, record, type Delivery } from './message-bus-recorder';

const PARTITIONS = 4;
const CALLS = 6;
const PER_CALL = 48;
const KEYS = 12;

const textsByKey = (deliveries: readonly Delivery[]): Map<string | null, (string | null)[]> => {
  const byKey = new Map<string | null, (string | null)[]>();
  for (const { key, text } of deliveries) byKey.set(key, [...(byKey.get(key) ?? []), text]);
  return byKey;
};

const numbered = (call: number): ReturnType<typeof message>[] =>
  Array.from({ length: PER_CALL }, (_, index) =>
    message(`key-${String(index % KEYS)}`, String(call * PER_CALL + index)),
  );

async function keepsOrder({ log, topic, until }: BusCaseContext, concurrent: boolean): Promise<void> {
  const spec = topic(PARTITIONS);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const recorder = createRecorder();
  await record(bus, { topic: spec.name, group: 'order' }, recorder);
  const running: Promise<void>[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const published = bus.publish(spec.name, numbered(call));
    if (concurrent) running.push(published);
    else await published;
  }
  await Promise.all(running);
  await until('everything delivered', () => recorder.deliveries().length >= CALLS * PER_CALL);
  const byKey = textsByKey(recorder.deliveries());
  expect(byKey.size).toBe(KEYS);
  for (const texts of byKey.values()) {
    expect(texts).toEqual([...texts].sort((a, b) => Number(a) - Number(b)));
    expect(texts).toHaveLength((CALLS * PER_CALL) / KEYS);
  }
}

async function sendsKeysToTheirPartition({ log, topic, until }: BusCaseContext): Promise<void> {
  const spec = topic(7);
  const keys = [...AWKWARD_KEYS, ...JAVA_MURMUR2.map(([key]) => key)];
  const [bus, other] = [await log.bus(), await log.bus()];
  await bus.ensureTopics([spec]);
  await other.ensureTopics([spec]);
  await bus.publish(
    spec.name,
    keys.map((key) => message(key, 'one')),
  );
  await other.publish(
    spec.name,
    keys.map((key) => message(key, 'two')),
  );
  const recorder = createRecorder();
  await record(bus, { topic: spec.name, group: 'keys' }, recorder);
  await until('everything delivered', () => recorder.deliveries().length >= 2 * keys.length);
  for (const { key, partition } of recorder.deliveries()) {
    expect([key, partition]).toEqual([key, partitionOf(key ?? '', spec.partitions)]);
  }
  expect(new Set(recorder.deliveries().map(({ key }) => key))).toEqual(new Set(keys));
}

async function offsetsRise({ log, topic, until }: BusCaseContext): Promise<void> {
  const spec = topic(2);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const running = new Map<number, number>();
  const overlaps: number[] = [];
  const recorder = createRecorder(async ({ partition }) => {
    const now = (running.get(partition) ?? 0) + 1;
    running.set(partition, now);
    if (now > 1) overlaps.push(partition);
    await new Promise((resolve) => setImmediate(resolve));
    running.set(partition, (running.get(partition) ?? 0) - 1);
  });
  await record(bus, { topic: spec.name, group: 'rise', maxBatch: 10 }, recorder);
  for (let call = 0; call < CALLS; call += 1) await bus.publish(spec.name, numbered(call));
  await until('everything delivered', () => recorder.deliveries().length >= CALLS * PER_CALL);
  expect(overlaps).toEqual([]);
  for (const partition of [0, 1]) {
    const offsets = recorder.deliveries().flatMap((one) => (one.partition === partition ? [one.offset] : []));
    expect(offsets).toEqual(offsets.map((_, index) => index));
  }
}

/** Order per key, and the partition a key belongs to. */
export const orderCases: readonly BusCase[] = [
  {
    name: 'keeps the order per key across publish calls, one after the other',
    run: (c) => keepsOrder(c, false),
  },
  { name: 'keeps the order per key across publish calls made at once', run: (c) => keepsOrder(c, true) },
  { name: "sends a key to the partition that Java's murmur2 names", run: sendsKeysToTheirPartition },
  { name: 'hands out one batch a partition at a time, offsets rising from 0', run: offsetsRise },
];
