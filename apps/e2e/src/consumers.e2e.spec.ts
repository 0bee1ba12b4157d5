import { setTimeout as delay } from 'node:timers/promises';
import { checkHistory } from './harness/check-history';
import { createClient } from './harness/client';
import type { Instance } from './harness/instance';
import { startLoad } from './harness/load';
import { createPrng } from './harness/prng';
import { startDistributed } from './harness/start-distributed';
import { describeOnServers, requireServers } from './topologies.fixture';

/** The interval of the fault table, not a wait for something to have happened. */
const EVERY_MS = 3_000;
const ROUNDS = 8;
const SEED = 41;

describeOnServers('consumers added and removed every 3 s under load', () => {
  let instance: Instance | undefined;
  afterAll(() => instance?.stop());

  it(`seed ${String(SEED)}: progress never stops, and nothing is lost`, async () => {
    const running = (instance = await startDistributed({ servers: requireServers(), consumers: 3 }));
    const client = createClient(running);
    const { history, stop } = startLoad({ client, prng: createPrng(SEED) });
    const finished = async (): Promise<number> =>
      (await client.bulks()).filter(({ state }) => state === 'finished').length;
    const progress: number[] = [];
    const returning = new Map<string, Promise<void>>();
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        // consumer-1 stays; of the other two, one leaves while the other one joins again.
        const victim = `consumer-${String((round % 2) + 2)}`;
        await returning.get(victim);
        await running.kill(victim, 'SIGTERM');
        returning.set(victim, running.start(victim));
        await delay(EVERY_MS);
        progress.push(await finished());
      }
      await Promise.all(returning.values());
    } finally {
      await stop();
    }
    await checkHistory({ client, history });
    expect(progress.every((count, round) => count > (progress[round - 1] ?? 0))).toBe(true);
  });
});
