import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, appEnvironment, listApps } from './app-list';
import { startGuard } from './guard';
import { logPrefixes } from './log-prefix';
import { ensurePersistentServers } from './persistent-servers';
import { fromEnvironment } from './provide-servers';
import type { ServerSet } from './server-set';
import { listenForStop } from './stop-signals';
import { superviseApps } from './supervise-apps';

const GRACE_MS = 10_000;
const READY_POLL_MS = 200;
const ROOT = join(__dirname, '..', '..', '..');

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Gateway, status and every consumer as processes of their own, until a signal; see app-list.ts. */
async function main(): Promise<void> {
  const apps = listApps(ROOT);
  const stopping = new AbortController();
  const running = { killNow: (): void => process.exit(1) };
  const stopListening = listenForStop({
    onStop: () => {
      stopping.abort();
    },
    onKill: () => {
      running.killNow();
    },
  });
  const servers = await serversFor(process.env);
  if (!stopping.signal.aborted) {
    const supervisor = startApps(apps, servers);
    running.killNow = supervisor.killNow;
    void tellWhenReady(stopping.signal);
    await aborted(stopping.signal);
    tell('stopping; once more ends everything at once');
    await supervisor.stop(GRACE_MS);
  }
  if (servers.origin !== 'environment')
    tell('Kafka and MongoDB go on running; npm run servers:stop ends them');
  stopListening();
}

async function serversFor(environment: NodeJS.ProcessEnv): Promise<ServerSet> {
  const named = fromEnvironment(environment);
  if (named && 'unavailable' in named) throw new Error(named.unavailable);
  return named ?? ensurePersistentServers({ progress: tell });
}

/** Should this process be killed, the guard ends the apps: nobody else could. */
function startApps(apps: readonly App[], { kafkaBrokers, mongodbUri }: ServerSet): GuardedApps {
  const guard = startGuard({ graceMs: GRACE_MS });
  const environment = { ...process.env, KAFKA_BROKERS: kafkaBrokers, MONGODB_URI: mongodbUri };
  const names = apps.map(({ name }) => name);
  const withPrefix = logPrefixes(names, process.stdout.isTTY && process.env.NO_COLOR === undefined);
  const supervisor = superviseApps(apps, {
    environmentOf: ({ name }) => appEnvironment(name, environment),
    onLine: ({ name }, line) => {
      tell(withPrefix(name, line));
    },
    onSpawn: (pid, { script }) => {
      guard.watch(pid, script);
    },
  });
  const stop = async (graceMs: number): Promise<void> => {
    await supervisor.stop(graceMs);
    guard.release();
  };
  return { killNow: supervisor.killNow, stop };
}

type GuardedApps = ReturnType<typeof superviseApps>;

async function tellWhenReady(signal: AbortSignal): Promise<void> {
  const port = process.env.PORT ?? '';
  const url = `http://127.0.0.1:${port === '' ? '8080' : port}`;
  while (!signal.aborted) {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.status === 200) {
      tell(`Sluice is ready at ${url} (Ctrl-C stops it)`);
      return;
    }
    await delay(READY_POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
