import { silentLogger, type Ports } from '@sluice/ports';
import { memoryBulks } from './memory-bulks.fixture';
import { startTracking } from './tracking';

function setUp(acquireLease: () => Promise<boolean>) {
  const closed: string[] = [];
  const delays: number[] = [];
  const ports = {
    bus: {
      subscribe: () => Promise.resolve({ close: () => Promise.resolve(void closed.push('fold')) }),
      epochOf: () => 1,
    },
    bulks: memoryBulks(),
    coordinator: { acquireLease, releaseLease: () => Promise.resolve(void closed.push('lease')) },
    clock: {
      now: () => 0,
      delay: (ms: number, signal?: AbortSignal) => {
        delays.push(ms);
        if (signal === undefined) return Promise.resolve();
        return new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve();
          });
        });
      },
    },
    logger: silentLogger,
  } as unknown as Ports;
  return { ports, closed, delays };
}

describe('tracking', () => {
  it('gives up its lease when it is closed', async () => {
    const { ports, closed } = setUp(() => Promise.resolve(true));
    const tracking = await startTracking({ ports });
    await new Promise((resolve) => setImmediate(resolve));
    await tracking.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toEqual(['fold', 'lease']);
  });

  it('closes although the store hangs: a lease expires by itself', async () => {
    const never = new Promise<boolean>(() => undefined);
    const { ports, closed, delays } = setUp(() => never);
    const tracking = await startTracking({ ports });
    await tracking.close();
    expect(closed).toEqual(['fold']);
    expect(delays).toContain(2_000);
  });
});
