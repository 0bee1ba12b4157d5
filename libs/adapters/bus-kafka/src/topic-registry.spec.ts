import { systemClock } from '@sluice/ports';
import { memoryCoordinator } from '@sluice/ports-testing';
import type { TopicSpec } from '@sluice/schemas';
import type { TopicAdmin } from './topic-admin';
import { createTopicRegistry, type TopicRegistry } from './topic-registry';

const spec: TopicSpec = { name: 'topic', partitions: 4, maxMessageBytes: 1_000 };

function setUp(present: readonly (readonly [string, number])[] = []) {
  const topics = new Map(present);
  const created: string[] = [];
  const coordinator = memoryCoordinator();
  const admin: TopicAdmin = {
    partitionCounts: () => Promise.resolve(new Map(topics)),
    isTaken: ({ name }) => Promise.resolve(topics.has(name)),
    create: ({ name, partitions }) => {
      created.push(name);
      topics.set(name, partitions);
      return Promise.resolve();
    },
    spans: () => Promise.resolve([]),
    committed: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
  const registry = (owner: string): TopicRegistry =>
    createTopicRegistry({
      admin,
      coordinator,
      clock: systemClock,
      owner,
      closing: new AbortController().signal,
    });
  return { topics, created, coordinator, registry };
}

describe('topics and their epochs', () => {
  test('several that ensure at once make a topic once, in epoch 1', async () => {
    const { created, registry } = setUp();
    const members = ['a', 'b', 'c'].map(registry);
    await Promise.all(members.map((member) => member.ensure([spec])));
    expect(created).toEqual(['topic']);
    expect(members.map((member) => member.epochOf('topic'))).toEqual([1, 1, 1]);
  });

  test('a topic that is there without an epoch gets the first one', async () => {
    const { created, registry } = setUp([['topic', 4]]);
    const member = registry('a');
    await member.ensure([spec]);
    expect([created, member.epochOf('topic')]).toEqual([[], 1]);
  });

  test('a topic that is gone gets the next epoch', async () => {
    const { topics, registry } = setUp();
    const member = registry('a');
    await member.ensure([spec]);
    topics.delete('topic');
    await member.ensure([spec]);
    expect(member.epochOf('topic')).toBe(2);
  });

  test('another partition count is refused with words that help', async () => {
    const { registry } = setUp([['topic', 3]]);
    const refused = registry('a').ensure([spec]);
    await expect(refused).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(refused).rejects.toThrow(/has 3 partitions, configured are 4: configure 3, or/);
  });

  test('an epoch is taken once, however many find the log changed', async () => {
    const { coordinator, registry } = setUp();
    const members = ['a', 'b'].map(registry);
    await Promise.all(members.map((member) => member.ensure([spec])));
    await Promise.all(members.map((member) => member.supersede('topic', 1)));
    expect(members.map((member) => member.epochOf('topic'))).toEqual([2, 2]);
    await coordinator.advanceEpoch('topic', 2);
    await Promise.all(members.map((member) => member.refresh()));
    expect(members.map((member) => member.epochOf('topic'))).toEqual([3, 3]);
  });

  test('a topic that nobody ensured is not known', () => {
    expect(() => setUp().registry('a').epochOf('topic')).toThrow(/ensureTopics comes first/);
  });
});
