import { KafkaJSProtocolError, type Admin } from 'kafkajs';
import { manualClock } from './manual-clock.fixture';
import { DEFAULT_TIMINGS } from './timings';
import { createTopicAdmin } from './topic-admin';

const TOPIC = { name: 'sluice.operations.test', partitions: 4, maxMessageBytes: 1_000 };

const answer = (type: string): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable: false }));

/** An admin whose first answers to createTopics are these errors. */
function setUp(answers: readonly string[]) {
  const clock = manualClock();
  const left = [...answers];
  const asked: number[] = [];
  const admin = {
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    createTopics: () => {
      asked.push(clock.now());
      const next = left.shift();
      return next === undefined ? Promise.resolve(true) : Promise.reject(answer(next));
    },
  } as unknown as Admin;
  const topics = createTopicAdmin({ connect: () => admin, clock, timings: DEFAULT_TIMINGS });
  return { clock, asked, create: () => topics.create(TOPIC) };
}

describe('the topic admin', () => {
  test('asks again while the brokers of a cluster that comes up are not counted yet', async () => {
    const { clock, asked, create } = setUp(Array.from({ length: 3 }, () => 'INVALID_REPLICATION_FACTOR'));
    const created = create();
    for (let round = 0; round < 5; round += 1) await clock.advance(200);
    await created;
    expect(asked).toHaveLength(4);
  });

  test('tells that there are too few brokers when that stays so', async () => {
    const { clock, create } = setUp(Array.from({ length: 1_000 }, () => 'INVALID_REPLICATION_FACTOR'));
    const created = expect(create()).rejects.toMatchObject({ code: 'misconfigured', retriable: false });
    for (let at = 0; at < DEFAULT_TIMINGS.askMs; at += 200) await clock.advance(200);
    await created;
  });

  test('takes any other answer as it is', async () => {
    const { asked, create } = setUp(['POLICY_VIOLATION']);
    await expect(create()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(asked).toHaveLength(1);
  });
});
