import type { MessageBatch } from '@sluice/ports';
import type { BusCase, BusCaseContext } from './message-bus-harness';
import { keyOf } from './message-bus-keys';
import { createRecorder, message, record, total } from './message-bus-recorder';
import { createGate } from './message-bus-until';

const PARTITIONS = 4;
const ROUNDS = 10;
const others = [1, 2, 3];

/** Partition 0 misbehaves as `bad` says; the others must take round after round meanwhile. */
async function othersGoOn(
  { log, topic, until }: BusCaseContext,
  bad: (batch: MessageBatch) => Promise<void>,
  good: () => void,
): Promise<void> {
  const spec = topic(PARTITIONS);
  const bus = await log.bus();
  await bus.ensureTopics([spec]);
  const recorder = createRecorder((batch) => (batch.partition === 0 ? bad(batch) : Promise.resolve()));
  await record(bus, { topic: spec.name, group: 'apart' }, recorder);
  await bus.publish(spec.name, [message(keyOf(0, PARTITIONS), 'bad')]);
  await until('partition 0 is busy', () => recorder.batches.length > 0);
  for (let round = 1; round <= ROUNDS; round += 1) {
    await bus.publish(
      spec.name,
      others.map((partition) => message(keyOf(partition, PARTITIONS), String(round))),
    );
    await bus.publish(spec.name, [message(keyOf(0, PARTITIONS), 'behind')]);
    const committed = [0, round, round, round];
    await until(`round ${String(round)} of the others is committed`, async () => {
      const { offsets } = await bus.committedOffsets(spec.name, 'apart');
      return offsets.join() === committed.join();
    });
  }
  good();
  await until('partition 0 has caught up', async () => {
    return total((await bus.committedOffsets(spec.name, 'apart')).offsets) === ROUNDS * PARTITIONS + 1;
  });
}

function slowHandler(context: BusCaseContext): Promise<void> {
  const gate = createGate();
  return othersGoOn(context, () => gate.opened, gate.open);
}

function throwingHandler(context: BusCaseContext): Promise<void> {
  const cured: true[] = [];
  const bad = (): Promise<void> =>
    cured.length > 0 ? Promise.resolve() : Promise.reject(new Error('meant to fail'));
  return othersGoOn(context, bad, () => cured.push(true));
}

/** A partition in trouble keeps its trouble to itself. */
export const isolationCases: readonly BusCase[] = [
  { name: 'a slow handler does not hold up the other partitions', run: slowHandler },
  { name: 'a throwing handler does not hold up the other partitions', run: throwingHandler },
];
