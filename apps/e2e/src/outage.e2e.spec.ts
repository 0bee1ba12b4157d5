import { setTimeout as delay } from 'node:timers/promises';
import { provideServers, type ServerControl, type ServerSet } from '@sluice/servers';
import { checkHistory } from './harness/check-history';
import type { SentRequest } from './harness/history';
import type { Instance } from './harness/instance';
import { startLoad, type Load } from './harness/load';
import { untilTrue } from './harness/poll';
import { createPrng } from './harness/prng';
import { startDistributed } from './harness/start-distributed';
import { describeOnOwnServers } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const SEED = 51;
/** The lengths of the faults, as the fault table has them. */
const STOPPED_MS = 20_000;
const KILLED_MS = 8_000;
/** Every request is answered within 10 s by a deadline of our own; the rest is the machine's. */
const ANSWER_MS = 10_000 + 1_500;
const BACK_MS = 30_000;
const STOP_MS = 10_000;
/** A broker that stood still takes a send when it wakes up, long after its request was answered. */
const LINGER_MS = 60_000;
const ENV = { SLUICE_PUBLISH_WINDOW_MS: '5000', SLUICE_SETTLE_AFTER_MS: '30000' };

const FAULTS = [
  ['kafka', 'stopped for 20 s', STOPPED_MS],
  ['kafka', 'killed and started again', KILLED_MS],
  ['mongodb', 'stopped for 20 s', STOPPED_MS],
  ['mongodb', 'killed and started again', KILLED_MS],
] as const;

describeOnOwnServers('outages of the servers', () => {
  let servers: ServerSet | undefined;
  let load: Load;
  const start = async (): Promise<Instance> => {
    const provided = await provideServers({ environment: {} });
    if ('unavailable' in provided) throw new Error(provided.unavailable);
    servers = provided;
    return startDistributed({ servers: provided, env: ENV });
  };
  const { client, current } = useInstance(start, async (_instance, sender) => {
    load = startLoad({ client: sender, prng: createPrng(SEED), maxItems: 100 });
    await load.history.untilAcknowledged(20);
    return () => load.stop();
  });
  afterAll(() => servers?.stop());

  const controlOf = (name: 'kafka' | 'mongodb'): ServerControl => {
    const control = servers?.[name];
    if (control === undefined) throw new Error(`no control over ${name}`);
    return control;
  };
  /** What was answered instead of a 202, for whoever has to find out why. */
  const refusals: string[] = [];
  const isApplied = async (sku: string): Promise<boolean> => {
    const at = new Date().toISOString();
    const answer = await client
      .sendJson('POST', '/rest/all/async/V1/products', { product: { sku, name: 'back' } })
      .catch((error: unknown) => ({ status: 0, text: String(error), json: null }));
    if (answer.status !== 202) {
      refusals.push(`${at} ${String(answer.status)} ${answer.text.slice(0, 300)}`);
      return false;
    }
    const { bulk_uuid: uuid } = answer.json as { bulk_uuid: string };
    await untilTrue(async () => (await client.status(uuid).catch(() => undefined))?.state === 'finished', {
      what: `${sku} applied`,
      timeoutMs: BACK_MS,
    });
    return true;
  };
  const assertAnswered = (requests: readonly SentRequest[]): void => {
    for (const { status, retryAfter, sentAt, endedAt } of requests) {
      expect(endedAt - sentAt).toBeLessThan(ANSWER_MS);
      expect([202, 503]).toContain(status);
      if (status === 503) expect(Number(retryAfter)).toBeGreaterThan(0);
    }
  };

  it.each(FAULTS)('%s %s: 503 and Retry-After, then everything goes on by itself', async (name, how, ms) => {
    const control = controlOf(name);
    const before = load.history.requests.length;
    const stopped = how.startsWith('stopped');
    await (stopped ? control.pause() : control.kill());
    await delay(ms);
    await (stopped ? control.resume() : control.start());
    const returnedAt = performance.now();
    refusals.splice(0);
    await untilTrue(() => isApplied(`back-${name}-${String(ms)}`), {
      what: 'back at work',
      timeoutMs: BACK_MS,
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}; it was answered\n${refusals.slice(-8).join('\n')}`);
    });
    expect(performance.now() - returnedAt).toBeLessThan(BACK_MS);
    const during = load.history.requests.slice(before);
    assertAnswered(during);
    expect(during.some(({ status }) => status === 503)).toBe(true);
  });

  it('after all of them: nothing behind a 202 is lost, and every bulk ends', async () => {
    await load.stop();
    const report = await checkHistory({
      client,
      history: load.history,
      finishMs: 90_000,
      lingerMs: LINGER_MS,
    });
    expect(report.accepted).toBeGreaterThan(50);
    expect(report.unknown).toBeGreaterThan(0);
  });

  it('SIGTERM ends every process within 10 s while both servers are down', async () => {
    await Promise.all([controlOf('kafka').pause(), controlOf('mongodb').kill()]);
    const ends = current().apps.map(async (app) => {
      const startedAt = performance.now();
      await current().kill(app, 'SIGTERM');
      return performance.now() - startedAt;
    });
    for (const ms of await Promise.all(ends)) expect(ms).toBeLessThan(STOP_MS);
  });
});
