import type { MessageBus } from '@sluice/ports';
import type { BusCase, BusCaseContext } from './message-bus-harness';
import { keyOf } from './message-bus-keys';
import { createRecorder, message, record, total, type Recorder } from './message-bus-recorder';

const PARTITIONS = 4;
const everyPartition = [0, 1, 2, 3];

const round = (text: string): ReturnType<typeof message>[] =>
  everyPartition.map((partition) => message(keyOf(partition, PARTITIONS), text));

const partitionsOf = (recorder: Recorder, text: string): number[] =>
  recorder.deliveries().flatMap((one) => (one.text === text ? [one.partition] : []));

/** Publishes rounds until both members get something of the same round. */
async function untilShared(
  context: BusCaseContext,
  publish: (text: string) => Promise<void>,
  members: readonly Recorder[],
): Promise<void> {
  const rounds: string[] = [];
  await context.until('all members share the partitions', async () => {
    const text = `shared-${String(rounds.push(''))}`;
    await publish(text);
    await context.until('the round is delivered', () => {
      return new Set(members.flatMap((member) => partitionsOf(member, text))).size === PARTITIONS;
    });
    return members.every((member) => partitionsOf(member, text).length > 0);
  });
}

async function rebalances(context: BusCaseContext): Promise<void> {
  const spec = context.topic(PARTITIONS);
  const [first, second] = [await context.log.bus(), await context.log.bus()];
  await first.ensureTopics([spec]);
  await second.ensureTopics([spec]);
  const [one, two] = [createRecorder(), createRecorder()];
  const sent: string[] = [];
  const publish = async (text: string): Promise<void> => {
    sent.push(text);
    await first.publish(spec.name, round(text));
  };
  await record(first, { topic: spec.name, group: 'share' }, one);
  await publish('alone');
  await context.until('one member reads all', () => partitionsOf(one, 'alone').length === PARTITIONS);
  const leaving = await record(second, { topic: spec.name, group: 'share' }, two);
  await untilShared(context, publish, [one, two]);
  await leaving.close();
  await publish('alone again');
  await context.until('the first took over', () => partitionsOf(one, 'alone again').length === PARTITIONS);
  const seen = new Set(
    [...one.deliveries(), ...two.deliveries()].map((d) => `${String(d.partition)} ${d.text ?? ''}`),
  );
  expect(seen).toEqual(new Set(sent.flatMap((text) => everyPartition.map((p) => `${String(p)} ${text}`))));
}

async function startedGroup(
  { until }: BusCaseContext,
  bus: MessageBus,
  where: { topic: string; group: string; expected: number },
): Promise<Recorder> {
  const recorder = createRecorder();
  await record(bus, where, recorder);
  await until(`${where.group} has all`, () => recorder.deliveries().length >= where.expected);
  return recorder;
}

async function groupsGetAll(context: BusCaseContext): Promise<void> {
  const spec = context.topic(PARTITIONS);
  const bus = await context.log.bus();
  await bus.ensureTopics([spec]);
  const [one, two] = [createRecorder(), createRecorder()];
  await record(bus, { topic: spec.name, group: 'one' }, one);
  await record(bus, { topic: spec.name, group: 'two' }, two);
  await bus.publish(spec.name, round('for both'));
  await context.until('both have all', () => {
    return [one, two].every((group) => partitionsOf(group, 'for both').length === PARTITIONS);
  });
  const late = await startedGroup(context, bus, { topic: spec.name, group: 'late', expected: PARTITIONS });
  expect(late.deliveries().map(({ offset }) => offset)).toEqual([0, 0, 0, 0]);
}

async function offsetsAddUp(context: BusCaseContext): Promise<void> {
  const spec = context.topic(PARTITIONS);
  const bus = await context.log.bus();
  await bus.ensureTopics([spec]);
  expect(await bus.endOffsets(spec.name)).toEqual({ epoch: 1, offsets: [0, 0, 0, 0] });
  expect(await bus.committedOffsets(spec.name, 'nobody')).toEqual({ epoch: 1, offsets: [0, 0, 0, 0] });
  await bus.publish(spec.name, [...round('a'), ...round('b'), message(keyOf(2, PARTITIONS), 'c')]);
  expect((await bus.endOffsets(spec.name)).offsets).toEqual([2, 2, 3, 2]);
  await startedGroup(context, bus, { topic: spec.name, group: 'adds', expected: 9 });
  await context.until('the group has committed up to the end', async () => {
    return total((await bus.committedOffsets(spec.name, 'adds')).offsets) === 9;
  });
  expect(await bus.committedOffsets(spec.name, 'adds')).toEqual({ epoch: 1, offsets: [2, 2, 3, 2] });
  expect((await bus.committedOffsets(spec.name, 'nobody')).offsets).toEqual([0, 0, 0, 0]);
}

/** Sharing, taking over, replaying, counting. */
export const groupCases: readonly BusCase[] = [
  {
    name: 'members share the partitions and take over from one that leaves, losing nothing',
    run: rebalances,
  },
  { name: 'every group gets everything, a new one from the beginning', run: groupsGetAll },
  { name: 'end offsets and committed offsets add up', run: offsetsAddUp },
];
