import fc from 'fast-check';
import { addReading, lagAgeMs, NO_SAMPLES, type LagReading, type LagSamples } from './lag-samples';

const at = (instant: number, ends: readonly number[], committed: readonly number[]) => ({
  at: instant,
  ends: { epoch: 1, offsets: ends },
  committed: { epoch: 1, offsets: committed },
});

/** The same look, at another epoch of the log. */
const inEpoch = (epoch: number, { at: instant, ends, committed }: LagReading): LagReading => ({
  at: instant,
  ends: { ...ends, epoch },
  committed: { ...committed, epoch },
});

const after = (...readings: readonly LagReading[]): LagSamples =>
  readings.reduce((samples, reading) => addReading(samples, reading), NO_SAMPLES);

describe('lag samples', () => {
  it('know nothing before the first look, and no age of an empty log', () => {
    expect(lagAgeMs(NO_SAMPLES, 5_000)).toBe(0);
    expect(lagAgeMs(after(at(0, [0, 0], [0, 0])), 5_000)).toBe(0);
  });

  it('count from the first look that saw a message which is not committed yet', () => {
    const samples = after(at(0, [5], [5]), at(1_000, [7], [5]), at(2_000, [9], [5]), at(3_000, [9], [7]));
    expect(lagAgeMs(samples, 3_000)).toBe(1_000);
  });

  it('see the one partition that stands still', () => {
    const samples = after(at(0, [1, 1], [0, 1]), at(1_000, [1, 50], [0, 50]), at(2_000, [1, 99], [0, 99]));
    expect(lagAgeMs(samples, 2_000)).toBe(2_000);
  });

  it('take a group that committed nothing for one at the beginning', () => {
    expect(lagAgeMs(after(at(0, [3, 2], []), at(9_000, [3, 2], [])), 9_000)).toBe(9_000);
  });

  it('are none once everything is committed', () => {
    const samples = after(at(0, [3], [0]), at(1_000, [4], [4]));
    expect(samples.marks).toEqual([]);
    expect(lagAgeMs(samples, 60_000)).toBe(0);
  });

  it('do not grow while nothing is published', () => {
    expect(after(...Array.from({ length: 100 }, (_, n) => at(n * 1_000, [3], [0]))).marks).toHaveLength(1);
  });

  it('start anew with another epoch of the log', () => {
    const samples = after(at(0, [9], [0]), inEpoch(2, at(5_000, [2], [0])));
    expect(lagAgeMs(samples, 5_000)).toBe(0);
    expect(lagAgeMs(addReading(samples, inEpoch(2, at(6_000, [2], [2]))), 6_000)).toBe(0);
  });

  it('learn nothing of a look that saw two epochs', () => {
    const samples = after(at(0, [9], [0]));
    const torn = { ...at(1_000, [0], [9]), ends: { epoch: 2, offsets: [0] } };
    expect(addReading(samples, torn)).toBe(samples);
  });

  it('forget ends that a log which lost messages will never reach again', () => {
    const samples = after(at(0, [9], [0]), at(1_000, [4], [4]));
    expect(lagAgeMs(samples, 60_000)).toBe(0);
  });

  it('have no negative age on a clock that was set back', () => {
    expect(lagAgeMs(after(at(5_000, [1], [0])), 1_000)).toBe(0);
  });
});

/** A second of the log's life: what is published to each partition, and how far each is applied. */
const second = fc.record({
  published: fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 2 }),
  applied: fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 2 }),
});

/** The same log with every message's time of publishing. */
function modelOf() {
  const log: number[][] = [[], []];
  const committed = [0, 0];
  return {
    live: (now: number, { published, applied }: { published: number[]; applied: number[] }) => {
      log.forEach((partition, index) => {
        for (let count = published[index] ?? 0; count > 0; count -= 1) partition.push(now);
        committed[index] = Math.min(partition.length, (committed[index] ?? 0) + (applied[index] ?? 0));
      });
      return at(
        now,
        log.map((partition) => partition.length),
        [...committed],
      );
    },
    ageMs: (now: number): number =>
      Math.max(0, ...log.map((partition, index) => now - (partition[committed[index] ?? 0] ?? now))),
  };
}

describe('lag samples against a log that knows when everything was published', () => {
  it('are exact where every publish is seen', () => {
    fc.assert(
      fc.property(fc.array(second, { maxLength: 60 }), (seconds) => {
        const model = modelOf();
        let samples = NO_SAMPLES;
        seconds.forEach((step, index) => {
          const now = index * 1_000;
          samples = addReading(samples, model.live(now, step));
          expect(lagAgeMs(samples, now)).toBe(model.ageMs(now));
        });
      }),
    );
  });

  it('thinned out, stay within their bound and are never too high', () => {
    const MAX = 8;
    fc.assert(
      fc.property(fc.array(second, { maxLength: 200 }), (seconds) => {
        const model = modelOf();
        let samples = NO_SAMPLES;
        seconds.forEach((step, index) => {
          const now = index * 1_000;
          samples = addReading(samples, model.live(now, step), MAX);
          expect(samples.marks.length).toBeLessThanOrEqual(MAX);
          expect(lagAgeMs(samples, now)).toBeLessThanOrEqual(model.ageMs(now));
        });
      }),
    );
  });

  it('thinned out, still know the oldest of a log that nobody reads', () => {
    let samples = NO_SAMPLES;
    for (let now = 0; now <= 5_000_000; now += 1_000)
      samples = addReading(samples, at(now, [now + 1], [0]), 8);
    expect(lagAgeMs(samples, 5_000_000)).toBe(5_000_000);
  });
});
