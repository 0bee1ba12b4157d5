import type { TopicSpec } from '@sluice/schemas';
import type { BusCase, BusCaseContext } from './message-bus-harness';
import { createRecorder, message, record } from './message-bus-recorder';

async function ensuresTwice({ log, topic }: BusCaseContext): Promise<void> {
  const specs = [topic(2), topic(3)];
  const members = [await log.bus(), await log.bus(), await log.bus()];
  await Promise.all(members.map((bus) => bus.ensureTopics(specs)));
  await Promise.all(members.map((bus) => bus.ensureTopics(specs)));
  for (const { name } of specs) {
    expect(members.map((bus) => bus.epochOf(name))).toEqual([1, 1, 1]);
    expect((await log.coordinator.epochs()).get(name)).toBe(1);
  }
}

async function refusesOtherCount({ log, topic }: BusCaseContext): Promise<void> {
  const spec = topic(2);
  const [bus, other] = [await log.bus(), await log.bus()];
  await bus.ensureTopics([spec]);
  const refused = other.ensureTopics([{ ...spec, partitions: 3 }]);
  await expect(refused).rejects.toMatchObject({ code: 'misconfigured', retriable: false });
  await other.ensureTopics([spec]);
}

/** Reads 3 messages of the first log, changes it by an outside hand, and reads 2 of the second from offset 0. */
async function followsNewLog(
  { log, topic, until }: BusCaseContext,
  outsideHand: (spec: TopicSpec) => Promise<void>,
): Promise<void> {
  const spec = topic(1);
  const [bus, publisher] = [await log.bus(), await log.bus()];
  await bus.ensureTopics([spec]);
  await publisher.ensureTopics([spec]);
  const recorder = createRecorder();
  await record(bus, { topic: spec.name, group: 'epochs' }, recorder);
  await publisher.publish(
    spec.name,
    ['a', 'b', 'c'].map((text) => message('key', text)),
  );
  await until('the first log is committed', async () => {
    return (await bus.committedOffsets(spec.name, 'epochs')).offsets[0] === 3;
  });
  await outsideHand(spec);
  await until('every member knows the new epoch', () => {
    return [bus, publisher].every((member) => member.epochOf(spec.name) === 2);
  });
  await publisher.publish(
    spec.name,
    ['d', 'e'].map((text) => message('key', text)),
  );
  await until('the new log is committed', async () => {
    return (await bus.committedOffsets(spec.name, 'epochs')).offsets[0] === 2;
  });
  expect(recorder.deliveries().map(({ epoch, offset, text }) => [epoch, offset, text])).toEqual([
    [1, 0, 'a'],
    [1, 1, 'b'],
    [1, 2, 'c'],
    [2, 0, 'd'],
    [2, 1, 'e'],
  ]);
  expect(await bus.endOffsets(spec.name)).toEqual({ epoch: 2, offsets: [2] });
}

/** A second log of the same name is another log. */
export const epochCases: readonly BusCase[] = [
  { name: 'ensureTopics may be called twice and by several at once', run: ensuresTwice },
  { name: 'ensureTopics refuses another partition count', run: refusesOtherCount },
  {
    name: 'a topic deleted while subscribed is made anew and read from 0 in the next epoch',
    run: (c) => followsNewLog(c, ({ name }) => c.log.deleteTopic(name)),
  },
  {
    name: 'a topic deleted and created anew while subscribed is read from 0 in the next epoch',
    run: (c) => followsNewLog(c, (spec) => c.log.recreateTopic(spec)),
  },
];
