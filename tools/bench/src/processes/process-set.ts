import { type ChildProcess, fork, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Guard } from '@sluice/servers';
import type { WorkerAnswer, WorkerCall, WorkerTasks } from './worker-protocol';

const POLL_MS = 20;
const READY_MS = 60_000;
const GRACE_MS = 12_000;
const LOG_TAIL_CHARACTERS = 3_000;

/** A running program of Sluice. */
export interface AppProcess {
  readonly name: string;
  readonly pid: number;
  /** What the line it was waited for told. */
  readonly told: string;
}

/** A program of Sluice to start. */
export interface AppSpec {
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Finds in a line of the log what tells that the app is at work. */
  readonly findReady: (line: string) => string | undefined;
}

/** A worker of the benchmark's own, by the tasks that it serves. */
export interface WorkerProcess<Tasks extends WorkerTasks> {
  readonly pid: number;
  readonly call: <Name extends keyof Tasks & string>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
  ) => Promise<Awaited<ReturnType<Tasks[Name]>>>;
  readonly stop: () => Promise<void>;
}

/** All processes of one run: whatever was started through it is gone after `stop`, and when this process dies. */
export interface ProcessSet {
  readonly startApp: (spec: AppSpec) => Promise<AppProcess>;
  readonly startWorker: <Tasks extends WorkerTasks>(script: string) => WorkerProcess<Tasks>;
  /** Ends everything, gracefully first. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** Opens an empty set; logs of apps go to files in `folder`, the guard watches every process. */
export function openProcessSet(folder: string, guard: Guard): ProcessSet {
  const children = new Set<ChildProcess>();
  const adopt = (child: ChildProcess, script: string): void => {
    children.add(child);
    child.once('exit', () => children.delete(child));
    if (child.pid !== undefined) guard.watch(child.pid, script);
  };
  return {
    startApp: async (spec) => {
      const logPath = join(folder, `${spec.name}.log`);
      const child = spawnApp(spec, logPath);
      adopt(child, spec.script);
      return { name: spec.name, pid: child.pid ?? 0, told: await untilReady(child, spec, logPath) };
    },
    startWorker: (script) => {
      const child = fork(script, {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      adopt(child, script);
      return workerOf(child);
    },
    stop: async () => {
      await Promise.all([...children].map(endChild));
    },
  };
}

/** A process group of its own: a terminal's Ctrl-C reaches the benchmark alone, which then ends its apps. */
function spawnApp({ script, environment }: AppSpec, logPath: string): ChildProcess {
  const log = openSync(logPath, 'w');
  const inherited = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
  const child = spawn(process.execPath, [script], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  return child;
}

async function untilReady(child: ChildProcess, spec: AppSpec, logPath: string): Promise<string> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && isRunning(child)) {
    for (const line of readFileSync(logPath, 'utf8').split('\n')) {
      const told = spec.findReady(line);
      if (told !== undefined) return told;
    }
    await delay(POLL_MS);
  }
  const tail = readFileSync(logPath, 'utf8').slice(-LOG_TAIL_CHARACTERS);
  throw new Error(`${spec.name} did not start; the end of its log:\n${tail}`);
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

function workerOf<Tasks extends WorkerTasks>(child: ChildProcess): WorkerProcess<Tasks> {
  return {
    pid: child.pid ?? 0,
    call: async (name, input) => {
      const answer = await callWorker(child, { name, input });
      if ('error' in answer) throw new Error(answer.error);
      return answer.result as never;
    },
    stop: () => endChild(child),
  };
}

function callWorker(child: ChildProcess, call: WorkerCall): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => {
      reject(new Error(`the worker process ended during ${call.name}`));
    };
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer as WorkerAnswer);
    });
    child.send(call);
  });
}

/** A worker ends when its channel closes, an app by SIGTERM; what is still there later is killed. */
function endChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (!isRunning(child)) {
      resolve();
      return;
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    if (child.connected) child.disconnect();
    else child.kill('SIGTERM');
  });
}
