import { silentLogger, type Clock } from '@sluice/ports';
import { recordingLogger, type LoggedLine } from '../serve.fixture';
import { startProbeServer } from './probe-server';
import { createReadiness } from './readiness';

/** Time that passes when told to. */
function manualClock(): Clock & { advance: (ms: number) => Promise<void> } {
  let now = 0;
  const timers = new Set<{ at: number; fire: () => void }>();
  return {
    now: () => now,
    delay: (ms) =>
      new Promise((fire) => {
        timers.add({ at: now + ms, fire });
      }),
    advance: async (ms) => {
      await new Promise(setImmediate);
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.fire();
      }
      await new Promise(setImmediate);
    },
  };
}

describe('createReadiness', () => {
  it('runs the checks once a second, however many ask', async () => {
    const clock = manualClock();
    let runs = 0;
    const check = () => Promise.resolve((runs += 1));
    const readiness = createReadiness({ checks: { store: check }, logger: silentLogger, clock });
    await Promise.all([readiness.report(), readiness.report()]);
    await clock.advance(999);
    expect(await readiness.report()).toEqual({ status: 'ok', checks: { store: 'ok' } });
    expect(runs).toBe(1);
    await clock.advance(1);
    await readiness.report();
    expect(runs).toBe(2);
  });

  it('is failing while one check rejects, throws or hangs beyond its deadline', async () => {
    const clock = manualClock();
    const checks = {
      good: () => Promise.resolve(),
      rejects: () => Promise.reject(new Error('down')),
      throws: () => {
        throw new Error('down');
      },
      hangs: () => new Promise(() => undefined),
    };
    const report = createReadiness({ checks, logger: silentLogger, clock }).report();
    await clock.advance(2000);
    expect(await report).toEqual({
      status: 'failing',
      checks: { good: 'ok', rejects: 'failing', throws: 'failing', hangs: 'failing' },
    });
  });

  it('logs a change of verdict once', async () => {
    const clock = manualClock();
    const lines: LoggedLine[] = [];
    let down = true;
    const store = () => (down ? Promise.reject(new Error('down')) : Promise.resolve());
    const readiness = createReadiness({ checks: { store }, logger: recordingLogger(lines), clock });
    for (const state of [true, true, false, false]) {
      down = state;
      await readiness.report();
      await clock.advance(1000);
    }
    expect(lines.map(({ level, fields }) => [level, fields.check])).toEqual([
      ['warn', 'store'],
      ['info', 'store'],
    ]);
  });
});

describe('startProbeServer', () => {
  it('answers /livez always, /readyz by the checks, and not ready while stopping', async () => {
    let down = false;
    const clock = manualClock();
    const store = () => (down ? Promise.reject(new Error('down')) : Promise.resolve());
    const readiness = createReadiness({ checks: { store }, logger: silentLogger, clock });
    const server = await startProbeServer({ host: '127.0.0.1', port: 0, readiness, logger: silentLogger });
    const read = async (path: string): Promise<unknown> => {
      const res = await fetch(`http://127.0.0.1:${String(server.port)}${path}`);
      return [res.status, await res.json()];
    };
    expect(await read('/readyz')).toEqual([200, { status: 'ok', checks: { store: 'ok' } }]);
    down = true;
    await clock.advance(1000);
    expect(await read('/readyz')).toEqual([503, { status: 'failing', checks: { store: 'failing' } }]);
    expect(await read('/livez')).toEqual([200, { status: 'ok' }]);
    readiness.stop();
    expect(await read('/readyz')).toEqual([503, { status: 'stopping', checks: { store: 'failing' } }]);
    expect(await read('/other')).toMatchObject([404, { title: 'Not Found' }]);
    await server.close();
  });
});
