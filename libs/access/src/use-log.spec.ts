import { PortError, silentLogger } from '@sluice/ports';
import { settableClock } from './memory-tokens.fixture';
import { createUseLog } from './use-log';

const MINUTE_MS = 60_000;

/** A clock whose delays last until they are ended, and a store that keeps what it was told. */
const setUp = (touched: (uses: ReadonlyMap<string, number>) => Promise<void> = () => Promise.resolve()) => {
  const clock = settableClock();
  const calls: Map<string, number>[] = [];
  const warnings: string[] = [];
  let endDelay = (): void => undefined;
  const delay = (_ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      endDelay = resolve;
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve());
    });
  const log = createUseLog({
    touch: (uses) => {
      calls.push(new Map(uses));
      return touched(uses);
    },
    clock: { ...clock, delay },
    logger: { ...silentLogger, warn: (_fields, message) => warnings.push(message) },
    maxEntries: 10,
  });
  return { clock, calls, warnings, log, endDelay: () => endDelay() };
};

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

const used = (id: string, lastUsedAt: number | null = null) => ({ id, lastUsedAt });

describe('createUseLog', () => {
  it('writes the uses of a second together, and each token once', async () => {
    const { clock, calls, log, endDelay } = setUp();
    const now = clock.now();
    for (const id of ['a', 'b', 'a', 'a']) log.note(used(id));
    expect(calls).toEqual([]);
    endDelay();
    await turns();
    expect(calls).toEqual([
      new Map([
        ['a', now],
        ['b', now],
      ]),
    ]);
  });

  it('notes a token again after a minute, not before', async () => {
    const { clock, calls, log, endDelay } = setUp();
    const start = clock.now();
    for (const step of [0, MINUTE_MS - 1, 1, 1]) {
      clock.advance(step);
      log.note(used('a'));
      endDelay();
      await turns();
    }
    expect(calls).toEqual([new Map([['a', start]]), new Map([['a', start + MINUTE_MS]])]);
  });

  it('does not repeat what another process noted within the minute', async () => {
    const { clock, calls, log, endDelay } = setUp();
    log.note(used('a', clock.now() - MINUTE_MS + 1));
    endDelay();
    await turns();
    expect(calls).toEqual([]);
  });

  it('survives a store that fails, says so, and goes on', async () => {
    const { calls, warnings, log, endDelay } = setUp(() =>
      Promise.reject(new PortError('unavailable', 'gone')),
    );
    log.note(used('a'));
    endDelay();
    await turns();
    log.note(used('b'));
    endDelay();
    await turns();
    expect(calls).toHaveLength(2);
    expect(warnings).toHaveLength(2);
  });

  it('writes what is due when it is closed, at once', async () => {
    const { calls, log } = setUp();
    log.note(used('a'));
    await log.close();
    await log.close();
    expect(calls.map((uses) => [...uses.keys()])).toEqual([['a']]);
  });
});
