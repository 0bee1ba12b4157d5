import { PortError, type TopicOffsets } from '@sluice/ports';
import { createLagGauge } from './lag-gauge';
import { settableClock } from './settable-clock.fixture';

const PRODUCTS = { topic: 'sluice.operations.products', group: 'sluice.products' };
const CUSTOMERS = { topic: 'sluice.operations.customers', group: 'sluice.customers' };

/** Lets promises that are ready run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const clock = settableClock();
  const ends = new Map<string, number>();
  const committed = new Map<string, number>();
  const state: { epoch: number; answer: () => Promise<void>; asked: string[] } = {
    epoch: 1,
    answer: () => Promise.resolve(),
    asked: [],
  };
  const offsets = async (value: number | undefined): Promise<TopicOffsets> => {
    await state.answer();
    return { epoch: state.epoch, offsets: [value ?? 0] };
  };
  const gauge = createLagGauge({
    clock,
    topics: [PRODUCTS, CUSTOMERS],
    bus: {
      endOffsets: (topic) => {
        state.asked.push(topic);
        return offsets(ends.get(topic));
      },
      committedOffsets: (topic, group) => offsets(committed.get(`${topic} ${group}`)),
    },
  });
  /** Asks, lets the look that this may have begun end, and asks again. */
  const age = async (topic = PRODUCTS.topic): Promise<number> => {
    await gauge.ageMs(topic);
    await settle();
    return gauge.ageMs(topic);
  };
  const commit = (offset: number, { topic, group } = PRODUCTS): void => {
    committed.set(`${topic} ${group}`, offset);
  };
  return { clock, ends, commit, state, gauge, age };
}

const lagging = async (ms: number) => {
  const at = setUp();
  at.ends.set(PRODUCTS.topic, 3);
  await at.age();
  at.clock.advance(ms);
  return at;
};

describe('a bus that fails', () => {
  it('fails nobody, before anything is known', async () => {
    const { gauge, state } = setUp();
    state.answer = () => Promise.reject(new PortError('unavailable', 'no bus'));
    expect(await gauge.ageMs(PRODUCTS.topic)).toBe(0);
  });

  it('leaves the age as it was last known, and is asked again a second later', async () => {
    const { age, state, clock, commit } = await lagging(10_000);
    expect(await age()).toBe(10_000);
    state.answer = () => Promise.reject(new PortError('unavailable', 'no bus'));
    clock.advance(60_000);
    expect(await age()).toBe(10_000);
    state.answer = () => Promise.resolve();
    commit(3);
    clock.advance(1_000);
    expect(await age()).toBe(0);
  });

  it('that never answers holds nobody up for more than half a second', async () => {
    const { gauge, state, clock } = await lagging(60_000);
    state.answer = () => new Promise(() => undefined);
    const waiting = gauge.ageMs(PRODUCTS.topic);
    clock.advance(500);
    expect(await waiting).toBe(0);
    // Nor is it asked again while that look is under way, or waited for.
    const asked = state.asked.length;
    clock.advance(10_000);
    expect(await gauge.ageMs(PRODUCTS.topic)).toBe(0);
    expect(state.asked).toHaveLength(asked);
  });
});

describe('the age', () => {
  it('is that of the oldest message which is not committed', async () => {
    const { ends, age, clock, commit } = await lagging(2_000);
    ends.set(PRODUCTS.topic, 5);
    expect(await age()).toBe(2_000);
    commit(3);
    clock.advance(1_000);
    expect(await age()).toBe(1_000);
    commit(5);
    clock.advance(1_000);
    expect(await age()).toBe(0);
  });

  it('grows where no group has ever committed', async () => {
    const { age } = await lagging(900_000);
    expect(await age()).toBe(900_000);
  });

  it('is that of each topic for itself', async () => {
    const { age, ends } = await lagging(30_000);
    ends.set(CUSTOMERS.topic, 1);
    expect(await age(CUSTOMERS.topic)).toBe(0);
    expect(await age()).toBe(30_000);
  });

  it('starts anew with another epoch', async () => {
    const { age, state } = await lagging(30_000);
    state.epoch = 2;
    expect(await age()).toBe(0);
  });

  it('of a topic that is not watched is 0, unasked', async () => {
    const { gauge, state } = setUp();
    expect(await gauge.ageMs('sluice.outcomes')).toBe(0);
    expect(state.asked).toEqual([]);
  });
});

describe('looking', () => {
  it('happens once a second, however many ask', async () => {
    const { gauge, state, clock } = setUp();
    await Promise.all(Array.from({ length: 50 }, () => gauge.ageMs(PRODUCTS.topic)));
    clock.advance(999);
    await gauge.ageMs(PRODUCTS.topic);
    expect(state.asked).toHaveLength(1);
    clock.advance(1);
    await gauge.ageMs(PRODUCTS.topic);
    expect(state.asked).toHaveLength(2);
  });

  it('is waited for after a pause: who comes back does not pay for a lag that is over', async () => {
    const { gauge, age, clock, commit } = await lagging(900_000);
    expect(await age()).toBe(900_000);
    commit(3);
    clock.advance(3_600_000);
    expect(await gauge.ageMs(PRODUCTS.topic)).toBe(0);
  });

  it('goes on after the clock was set back', async () => {
    const { age, clock, commit } = await lagging(10_000);
    expect(await age()).toBe(10_000);
    clock.advance(-3_600_000);
    commit(3);
    expect(await age()).toBe(0);
  });
});
