import fc from 'fast-check';
import { settableClock } from './memory-tokens.fixture';
import { createRateLimiter } from './rate-limiter';
import { createRequestRate } from './request-rate';

const setUp = (perMinute: number, maxKeys?: number) => {
  const clock = settableClock();
  const limiter = createRateLimiter({ perMinute, clock, ...(maxKeys === undefined ? {} : { maxKeys }) });
  const takeMany = (count: number, key = 'a') => Array.from({ length: count }, () => limiter.take(key).ok);
  return { clock, limiter, takeMany };
};

describe('createRateLimiter', () => {
  it.each([1, 3, 7, 60, 1_000])(
    'refuses what is above %d a minute, and says when to come back',
    (perMinute) => {
      const { clock, limiter, takeMany } = setUp(perMinute);
      expect(takeMany(perMinute)).not.toContain(false);
      const refused = limiter.take('a');
      if (refused.ok) throw new Error('it was let through');
      expect(refused.retryAfterS).toBe(Math.ceil(60 / perMinute));
      clock.advance(refused.retryAfterS * 1_000);
      expect(limiter.take('a').ok).toBe(true);
    },
  );

  it('takes nothing for what it refuses', () => {
    const { clock, limiter, takeMany } = setUp(60);
    takeMany(60);
    expect(takeMany(1_000)).not.toContain(true);
    clock.advance(1_000);
    expect([limiter.take('a').ok, limiter.take('a').ok]).toEqual([true, false]);
  });

  it('counts every key for itself, whatever it is called', () => {
    const { takeMany } = setUp(1);
    for (const key of ['a', 'b', '', '__proto__', 'constructor']) {
      expect(takeMany(2, key)).toEqual([true, false]);
    }
  });

  it('lets an amount above the whole limit through once, and has it paid off', () => {
    const { clock, limiter } = setUp(100);
    expect(limiter.take('a', 250).ok).toBe(true);
    expect(limiter.take('a', 1)).toEqual({ ok: false, retryAfterS: 91 });
    clock.advance(91_000);
    expect(limiter.take('a', 1).ok).toBe(true);
    expect(limiter.take('a', 250).ok).toBe(false);
    clock.advance(60_000);
    expect(limiter.take('a', 250).ok).toBe(true);
  });

  it('has no limit at 0', () => {
    const { limiter } = setUp(0);
    expect(limiter.take('a', 1_000_000_000).ok).toBe(true);
    expect(limiter.take('a', 1_000_000_000).ok).toBe(true);
  });

  it('remembers so many keys and no more; who keeps coming is not forgotten', () => {
    const { limiter } = setUp(1, 2);
    limiter.take('greedy');
    for (const other of ['b', 'c', 'd', 'e']) {
      limiter.take(other);
      expect(limiter.take('greedy').ok).toBe(false);
    }
    limiter.take('f');
    limiter.take('g');
    expect(limiter.take('greedy').ok).toBe(true);
  });

  it('is not held up by a clock that was set back', () => {
    const { clock, limiter } = setUp(60);
    limiter.take('a', 60);
    clock.advance(-3_600_000);
    expect(limiter.take('a').ok).toBe(false);
    clock.advance(1_000);
    expect(limiter.take('a').ok).toBe(true);
  });

  it('never lets more through in any time than the limit for it and one burst', () => {
    const step = fc.record({ waitMs: fc.nat({ max: 20_000 }), amount: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 500 }),
        fc.array(step, { maxLength: 200 }),
        (perMinute, steps) => {
          const { clock, limiter } = setUp(perMinute);
          const startedAt = clock.now();
          let taken = 0;
          for (const { waitMs, amount } of steps) {
            clock.advance(waitMs);
            if (limiter.take('a', amount).ok) taken += amount;
            expect(taken).toBeLessThanOrEqual(perMinute * (1 + (clock.now() - startedAt) / 60_000));
          }
        },
      ),
    );
  });
});

describe('createRequestRate', () => {
  const from = (remoteAddress: string | undefined) => ({ socket: { remoteAddress } });
  const rateOf = (perMinute: number) => createRequestRate(setUp(perMinute).limiter);

  it('refuses with a message that names the setting', () => {
    const rate = rateOf(2);
    expect([rate({ owner: 'a' }, from('1.1.1.1')), rate({ owner: 'a' }, from('2.2.2.2'))]).toEqual([
      null,
      null,
    ]);
    expect(rate({ owner: 'a' }, from('3.3.3.3'))).toEqual({
      retryAfterS: 30,
      message: 'Too many requests: the limit is 2 a minute (SLUICE_REQUESTS_PER_MINUTE). Try again in 30 s.',
    });
  });

  it('counts by address where nobody in particular calls', () => {
    const rate = rateOf(1);
    const refused = [from('1.1.1.1'), from('2.2.2.2'), from('1.1.1.1'), from('::ffff:1.1.1.1')].map(
      (req) => rate({ owner: null }, req) !== null,
    );
    expect(refused).toEqual([false, false, true, true]);
  });

  it('does not take an owner for an address, or the other way round', () => {
    const rate = rateOf(1);
    expect(rate({ owner: null }, from('1.1.1.1'))).toBeNull();
    expect(rate({ owner: '1.1.1.1' }, from('1.1.1.1'))).toBeNull();
    expect(rate({ owner: 'address 1.1.1.1' }, from('1.1.1.1'))).toBeNull();
  });

  it('counts connections that are gone together', () => {
    const rate = rateOf(1);
    expect(rate({ owner: null }, from(undefined))).toBeNull();
    expect(rate({ owner: null }, from(undefined))).not.toBeNull();
  });
});
