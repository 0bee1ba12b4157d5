import fc from 'fast-check';
import { IntakeRefused } from './intake-refused';
import type { LagGauge } from './lag-gauge';
import { limitItems } from './limit-items';
import type { BulkReceipt, BulkRequest } from './request';
import { settableClock } from './settable-clock.fixture';
import { createThrottle, slowdownMs } from './throttle';

const RECEIPT: BulkReceipt = { bulkUuid: 'a', items: [] };
const request = (entity: string, more: Partial<BulkRequest> = {}): BulkRequest => ({
  dialect: 'magento',
  entity,
  description: 'a call',
  userType: 1,
  userId: 0,
  owner: null,
  items: [],
  ...more,
});

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(limits: { readonly maxLagS?: number; readonly requestTimeoutMs?: number } = {}) {
  const { maxLagS = 900, requestTimeoutMs } = limits;
  const clock = settableClock();
  const ages = new Map<string, number>();
  const asked: string[] = [];
  const gauge: LagGauge = {
    ageMs: (topic) => {
      asked.push(topic);
      return Promise.resolve(ages.get(topic) ?? 0);
    },
  };
  const accepted: string[] = [];
  const throttle = createThrottle({
    gauge,
    clock,
    maxLagS,
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  });
  const accept = throttle(({ entity }) => {
    accepted.push(entity);
    return Promise.resolve(RECEIPT);
  });
  const lag = (ms: number, consumer = 'products'): void => {
    ages.set(`sluice.operations.${consumer}`, ms);
  };
  return { accept, accepted, asked, clock, lag };
}

describe('the throttle', () => {
  it('refuses from the limit on, and names it', async () => {
    const { accept, accepted, lag } = setUp();
    for (const age of [900_000, 5_000_000]) {
      lag(age);
      const refusal = await accept(request('product')).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(IntakeRefused);
      expect(refusal).toMatchObject({
        code: 'lag',
        retryAfterS: 30,
        message:
          `The consumers of sluice.operations.products lag ${String(age / 1000)} s behind ` +
          '(limit SLUICE_MAX_LAG_S=900). Try again later.',
      });
    }
    expect(accepted).toEqual([]);
  });

  it('holds up nobody else: a topic for itself', async () => {
    const { accept, accepted, clock, lag } = setUp();
    lag(1_000_000, 'customers');
    await expect(accept(request('customer'))).rejects.toMatchObject({ code: 'lag' });
    expect(await accept(request('product'))).toBe(RECEIPT);
    expect([accepted, clock.delays]).toEqual([['product'], []]);
  });

  it('lets everything straight through below half of the limit', async () => {
    const { accept, clock, lag } = setUp();
    lag(449_999);
    expect(await accept(request('product'))).toBe(RECEIPT);
    expect(clock.delays).toEqual([]);
  });

  it('accepts only after a delay that grows with the lag, from half on', async () => {
    const { accept, accepted, clock, lag } = setUp();
    for (const [age, delayMs] of [
      [675_000, 1_000],
      [899_999, 2_000],
    ] as const) {
      accepted.length = 0;
      lag(age);
      const waiting = accept(request('product'));
      await settle();
      clock.advance(delayMs - 1);
      await settle();
      expect(accepted).toEqual([]);
      clock.advance(1);
      expect(await waiting).toBe(RECEIPT);
    }
    expect(clock.delays).toEqual([1_000, 2_000]);
  });

  it('leaves most of a short deadline to the work', async () => {
    const { accept, clock, lag } = setUp({ requestTimeoutMs: 400 });
    lag(899_999);
    const waiting = accept(request('product'));
    await settle();
    expect(clock.delays).toEqual([100]);
    clock.advance(100);
    await waiting;
  });

  it('is off at 0, and asks nothing', async () => {
    const { accept, asked, lag } = setUp({ maxLagS: 0 });
    lag(10_000_000);
    expect(await accept(request('product'))).toBe(RECEIPT);
    expect(asked).toEqual([]);
  });
});

describe('slowdownMs', () => {
  it('never falls with the age, and never passes the bound', () => {
    const age = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(age, age, fc.integer({ min: 1, max: 1_000_000 }), (one, other, limit) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(slowdownMs(low, limit, 2_000)).toBeLessThanOrEqual(slowdownMs(high, limit, 2_000));
        expect(slowdownMs(high, limit, 2_000)).toBeLessThanOrEqual(2_000);
        expect(slowdownMs(high, limit, 2_000) === 0).toBe(high <= limit / 2);
      }),
    );
  });
});

describe('a limit of items', () => {
  const items = [1, 2, 3].map(() => ({ kind: 'rejected', code: 'a', message: 'b' }) as const);

  function limited(perMinute: number) {
    const taken: (readonly [string, number])[] = [];
    const state = { full: false };
    const accepted: BulkRequest[] = [];
    const limit = limitItems({
      perMinute,
      take: (key, amount) => {
        taken.push([key, amount]);
        return state.full ? { ok: false, retryAfterS: 12 } : { ok: true };
      },
    });
    const accept = limit((sent) => {
      accepted.push(sent);
      return Promise.resolve(RECEIPT);
    });
    return { accept, accepted, taken, state };
  }

  it('refuses what is too much, and names itself', async () => {
    const { accept, accepted, state } = limited(100);
    state.full = true;
    const refusal = await accept(request('product', { items })).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(IntakeRefused);
    expect(refusal).toMatchObject({
      code: 'rate',
      retryAfterS: 12,
      message: 'Too many items: the limit is 100 a minute (SLUICE_ITEMS_PER_MINUTE). Try again in 12 s.',
    });
    expect(accepted).toEqual([]);
  });

  it('counts the items of an owner, and of everybody without one together; no items count as one', async () => {
    const { accept, taken } = limited(100);
    await accept(request('product', { items, owner: 'integration:1' }));
    await accept(request('product', { items }));
    await accept(request('product'));
    expect(taken).toEqual([
      ['integration:1', 3],
      ['anonymous', 3],
      ['anonymous', 1],
    ]);
  });

  it('is off at 0, and counts nothing', async () => {
    const { accept, taken, state } = limited(0);
    state.full = true;
    expect(await accept(request('product', { items }))).toBe(RECEIPT);
    expect(taken).toEqual([]);
  });
});
