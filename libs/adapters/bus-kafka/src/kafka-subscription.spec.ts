import { silentLogger } from '@sluice/ports';
import { openKafkaSubscription } from './kafka-subscription';
import { manualClock, settle } from './manual-clock.fixture';
import { DEFAULT_TIMINGS } from './timings';

interface Opened {
  readonly epoch: number;
  readonly lose: () => void;
  closed: boolean;
}

/** A subscription whose readers are noted; `refuse` makes that many openings fail. */
async function subscribed({ loseFirst = false } = {}) {
  const clock = manualClock();
  const readers: Opened[] = [];
  const state = { refuse: 0, loseFirst };
  const open = (epoch: number, lose: () => void): Promise<{ close: () => Promise<void> }> => {
    if (state.refuse > 0) {
      state.refuse -= 1;
      return Promise.reject(new Error('no coordinator yet'));
    }
    const reader: Opened = { epoch, lose, closed: false };
    readers.push(reader);
    if (state.loseFirst) lose();
    state.loseFirst = false;
    const close = (): Promise<void> => {
      reader.closed = true;
      return Promise.resolve();
    };
    return Promise.resolve({ close });
  };
  const options = { open, clock, logger: silentLogger, timings: DEFAULT_TIMINGS };
  return { subscription: await openKafkaSubscription(options, 1), readers, clock, state };
}

const shapes = (readers: readonly Opened[]): (readonly [number, boolean])[] =>
  readers.map(({ epoch, closed }) => [epoch, closed]);

describe('a subscription', () => {
  it('has another reader take the place of one that lost its group, on the same log', async () => {
    const { readers, clock } = await subscribed();
    readers[0]?.lose();
    await settle();
    expect(shapes(readers)).toEqual([[1, true]]);
    await clock.advance(500);
    expect(shapes(readers)).toEqual([
      [1, true],
      [1, false],
    ]);
  });

  it('replaces a reader that is lost while it is being opened', async () => {
    const { readers, clock } = await subscribed({ loseFirst: true });
    await settle();
    await clock.advance(500);
    expect(shapes(readers)).toEqual([
      [1, true],
      [1, false],
    ]);
  });

  it('tries until a reader can be opened again', async () => {
    const { readers, clock, state } = await subscribed();
    state.refuse = 2;
    readers[0]?.lose();
    await settle();
    await clock.advance(500);
    await clock.advance(500);
    expect(readers).toHaveLength(1);
    await clock.advance(500);
    expect(shapes(readers)).toEqual([
      [1, true],
      [1, false],
    ]);
  });

  it('follows the epoch once, and keeps the reader of the epoch it has', async () => {
    const { subscription, readers } = await subscribed();
    subscription.follow(1);
    subscription.follow(2);
    subscription.follow(2);
    await settle();
    expect(shapes(readers)).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('opens nothing more once it is closed', async () => {
    const { subscription, readers } = await subscribed();
    await subscription.close();
    readers[0]?.lose();
    subscription.follow(2);
    await settle();
    expect(shapes(readers)).toEqual([[1, true]]);
  });
});
