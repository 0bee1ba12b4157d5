import { checkHistory, type CheckReport } from './harness/check-history';
import { createClient } from './harness/client';
import type { Instance, TopologyName } from './harness/instance';
import { startLoad } from './harness/load';
import { createPrng } from './harness/prng';
import { describeTopologies, type Topology } from './topologies.fixture';

/** Short windows: a bulk that was stored but never published must end within the test. */
const ENV = { SLUICE_PUBLISH_WINDOW_MS: '3000', SLUICE_SETTLE_AFTER_MS: '3000' };
const STOP_MS = 10_000;

interface Plan {
  /** Lists of seeds; those of one list run at the same time, where instances do not share servers. */
  readonly seeds: readonly (readonly number[])[];
  /** What is ended in a run, one after the other. */
  readonly victims: readonly string[];
}

const PLANS: Readonly<Record<TopologyName, Plan>> = {
  embedded: { seeds: [[11, 12, 13]], victims: Array<string>(5).fill('standalone') },
  distributed: {
    seeds: [[21], [22]],
    victims: ['gateway', 'consumer-1', 'status', 'gateway', 'consumer-2', 'gateway'],
  },
};

type End = (instance: Instance, victim: string) => Promise<void>;

interface Run {
  readonly start: Topology['start'];
  readonly seed: number;
  readonly victims: readonly string[];
  readonly end: End;
}

/** Ends every victim after a number of further 202s that the seed decides; the next one need not wait until it is back. */
async function endAll(instance: Instance, { seed, victims, end }: Run): Promise<CheckReport> {
  const prng = createPrng(seed);
  const client = createClient(instance);
  const { history, stop } = startLoad({ client, prng: prng.fork() });
  const returning = new Map<string, Promise<void>>();
  try {
    for (const victim of victims) {
      await history.untilAcknowledged(history.acknowledged() + prng.int(5, 40));
      await returning.get(victim);
      await end(instance, victim);
      returning.set(victim, instance.start(victim));
      await returning.get('gateway');
    }
    await Promise.all(returning.values());
    await history.untilAcknowledged(history.acknowledged() + 10);
  } finally {
    await stop();
  }
  return checkHistory({ client, history });
}

async function run(options: Run): Promise<void> {
  const instance = await options.start(ENV);
  try {
    const report = await endAll(instance, options);
    expect(report.accepted).toBeGreaterThan(options.victims.length * 5);
  } finally {
    await instance.stop();
  }
}

describeTopologies('ended under load', ({ name, start }) => {
  const { seeds, victims } = PLANS[name];

  it.each(seeds.map((list) => [list.join(', '), list] as const))(
    'kill -9, seeds %s: nothing behind a 202 is lost, and every bulk ends',
    async (_names, list) => {
      const end: End = async (instance, victim) => {
        await instance.kill(victim, 'SIGKILL');
      };
      await Promise.all(list.map((seed) => run({ start, seed, victims, end })));
    },
  );

  it('SIGTERM, seed 31: in order, within 10 s, and nothing behind a 202 is lost', async () => {
    const end: End = async (instance, victim) => {
      const startedAt = performance.now();
      expect(await instance.kill(victim, 'SIGTERM')).toEqual({ code: 0, signal: null });
      expect(performance.now() - startedAt).toBeLessThan(STOP_MS);
    };
    await run({ start, seed: 31, victims: victims.slice(0, 5), end });
  });
});
