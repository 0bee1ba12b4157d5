import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { App } from './app-list';
import { restartDelayMs } from './restart-backoff';

const LAST_LINES_MS = 500;

/** What the supervisor is given beside the apps. */
export interface SupervisorOptions {
  readonly environmentOf: (app: App) => NodeJS.ProcessEnv;
  /** A line that an app wrote, or that the supervisor has to say about it. */
  readonly onLine: (app: App, line: string) => void;
  /** A process was started; it can be known by its script's path. */
  readonly onSpawn: (pid: number, app: App) => void;
}

/** Running apps. */
export interface Supervisor {
  /** Asks all to end (SIGTERM), kills what is still there after `graceMs`; resolves when none is left. */
  readonly stop: (graceMs: number) => Promise<void>;
  /** Kills all at once; stop() then resolves soon. */
  readonly killNow: () => void;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

interface Run {
  readonly options: SupervisorOptions;
  readonly children: Set<Child>;
  readonly stopping: AbortController;
}

/** Runs every app as a process of its own and starts one that ends again, with backoff, until stopped. */
export function superviseApps(apps: readonly App[], options: SupervisorOptions): Supervisor {
  const run: Run = { options, children: new Set(), stopping: new AbortController() };
  const ended = Promise.all(apps.map((app) => keepRunning(app, run)));
  const killNow = (): void => {
    run.stopping.abort();
    signalAll(run, 'SIGKILL');
  };
  return {
    killNow,
    stop: async (graceMs) => {
      run.stopping.abort();
      signalAll(run, 'SIGTERM');
      const timer = setTimeout(killNow, graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function keepRunning(app: App, run: Run): Promise<void> {
  const { signal } = run.stopping;
  let delayMs: number | undefined;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const how = await runOnce(app, run);
    // The signal may have come while the app ran; the compiler cannot see that.
    if (isAborted(signal)) return;
    delayMs = restartDelayMs(delayMs, performance.now() - startedAt);
    run.options.onLine(app, `ended (${how}); started again in ${String(delayMs / 1_000)} s`);
    await delay(delayMs, undefined, { signal }).catch(() => undefined);
  }
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Resolves when the process is gone and its last lines are read, to how it ended. */
function runOnce(app: App, run: Run): Promise<string> {
  return new Promise((resolve) => {
    const child = startApp(app, run.options);
    const done = (how: string): void => {
      run.children.delete(child);
      resolve(how);
    };
    run.children.add(child);
    child.on('error', (error) => {
      done(error.message);
    });
    child.on('close', (code, signal) => {
      done(signal ?? `exit code ${String(code)}`);
    });
    // A process of the app's own may hold its pipes open; it must not keep us waiting.
    child.on('exit', () =>
      setTimeout(() => {
        closePipes(child);
      }, LAST_LINES_MS).unref(),
    );
  });
}

/** A session of its own: a terminal's Ctrl-C reaches the supervisor alone, which then asks each app once. */
function startApp(app: App, { environmentOf, onLine, onSpawn }: SupervisorOptions): Child {
  const env = environmentOf(app);
  const child = spawn(process.execPath, [app.script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  if (child.pid !== undefined) onSpawn(child.pid, app);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      onLine(app, line);
    });
  }
  return child;
}

function closePipes({ stdout, stderr }: Child): void {
  stdout.destroy();
  stderr.destroy();
}

function signalAll({ children }: Run, signal: NodeJS.Signals): void {
  for (const child of children) child.kill(signal);
}
