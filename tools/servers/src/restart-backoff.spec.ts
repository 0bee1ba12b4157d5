import { restartDelayMs } from './restart-backoff';

describe('restartDelayMs', () => {
  it('doubles from 0.2 s up to 10 s while the app keeps ending', () => {
    const delays: number[] = [];
    for (let previous: number | undefined, i = 0; i < 9; i += 1) {
      previous = restartDelayMs(previous, 50);
      delays.push(previous);
    }
    expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000]);
  });

  it('begins anew once the app has been alive for 30 s', () => {
    expect(restartDelayMs(10_000, 29_999)).toBe(10_000);
    expect(restartDelayMs(10_000, 30_000)).toBe(200);
  });
});
