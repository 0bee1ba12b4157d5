import { createForesight, type Foresight } from './foresight';

/** What a delivery foresees when it misses these keys. */
const deliver = (foresight: Foresight, ...misses: readonly string[]): Record<string, readonly string[]> => {
  const foreseen = Object.fromEntries(foresight.next().keys);
  for (const key of misses) foresight.missed('attributes', key);
  return foreseen;
};

describe('foresight', () => {
  it('foresees what two deliveries missed, not what one missed often', () => {
    const foresight = createForesight();
    expect(deliver(foresight, 'color', 'color', 'once')).toEqual({});
    expect(deliver(foresight, 'color')).toEqual({});
    expect(deliver(foresight)).toEqual({ attributes: ['color'] });
    foresight.missed('products', 'color');
    expect(deliver(foresight)).toEqual({ attributes: ['color'] });
  });

  it('has to be shown again after a while', () => {
    const foresight = createForesight();
    deliver(foresight, 'color');
    deliver(foresight, 'color');
    const seen = Array.from({ length: 200 }, () => 'attributes' in deliver(foresight));
    expect(seen.filter(Boolean)).toHaveLength(64);
    deliver(foresight, 'color');
    expect(deliver(foresight, 'color')).toEqual({});
    expect(deliver(foresight)).toEqual({ attributes: ['color'] });
  });

  it('foresees as many ids as the delivery before took', () => {
    const foresight = createForesight();
    expect(foresight.next().ids).toBe(0);
    foresight.tookId();
    foresight.tookId();
    expect([foresight.next().ids, foresight.next().ids]).toEqual([2, 0]);
  });

  it('remembers a bounded number of names, and has room again later', () => {
    const foresight = createForesight();
    const many = Array.from({ length: 2_000 }, (_, n) => `k${String(n)}`);
    deliver(foresight, ...many);
    deliver(foresight, ...many);
    expect(deliver(foresight).attributes).toHaveLength(512);
    for (let n = 0; n < 200; n += 1) deliver(foresight);
    deliver(foresight, 'color');
    deliver(foresight, 'color');
    expect(deliver(foresight)).toEqual({ attributes: ['color'] });
  });
});
