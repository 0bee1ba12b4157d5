import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { openLog, tailOf } from './log-file';
import { untilTrue } from './poll';
import { isThere, runsWith, signalIfOurs } from './process-identity';
import type { ServerControl } from './server-set';

const ANSWER_TIMEOUT_MS = 60_000;
const HANG_TIMEOUT_MS = 15_000;
const GONE_TIMEOUT_MS = 15_000;

/** A server program and how to know that it is there. */
export interface DaemonSpec {
  readonly name: 'kafka' | 'mongodb';
  readonly command: string;
  readonly args: readonly string[];
  /** A path of this set's own among the arguments: tells this process from every other. */
  readonly marker: string;
  readonly logFile: string;
  /** Makes folders and files that must be there before the program starts. Idempotent. */
  readonly prepare: () => Promise<void>;
  /** Resolves when the server answers; rejects while it does not. */
  readonly ask: () => Promise<void>;
}

/** Who wants to know of every process id as soon as there is one. */
export type OnSpawn = (name: DaemonSpec['name'], pid: number, marker: string) => void;

/** A server's process with everything its owner may do to it. */
export interface Daemon extends ServerControl {
  readonly running: () => boolean;
  /** Kills it when it runs but does not answer in time, because it hangs or somebody paused it. */
  readonly endUnlessAnswering: () => Promise<void>;
  /** Asks it to end (SIGTERM), kills it when it has not after `graceMs`; resolves when it is gone. */
  readonly end: (graceMs: number) => Promise<void>;
}

/** What a daemon is given beside its spec. */
export interface DaemonOptions {
  readonly onSpawn?: OnSpawn;
  /** The process id of one that was started earlier, perhaps by another process. */
  readonly pid?: number | undefined;
}

/** Control over one server process, which need not run yet. */
export function controlDaemon(spec: DaemonSpec, { onSpawn, pid = 0 }: DaemonOptions = {}): Daemon {
  const current = { pid };
  const signal = (name: NodeJS.Signals): void => {
    signalIfOurs(current.pid, spec.marker, name);
  };
  const running = (): boolean => runsWith(current.pid, spec.marker);
  const isLeft = (): boolean => isThere(current.pid, spec.marker);
  const kill = async (): Promise<void> => {
    signal('SIGKILL');
    await untilGone(spec, isLeft);
  };
  return {
    pid: () => current.pid,
    running,
    pause: () => {
      signal('SIGSTOP');
      return Promise.resolve();
    },
    resume: () => {
      signal('SIGCONT');
      return Promise.resolve();
    },
    kill,
    endUnlessAnswering: async () => {
      if (running() && !(await answersSoon(spec))) await kill();
    },
    end: async (graceMs) => {
      signal('SIGTERM');
      signal('SIGCONT');
      if (!(await untilTrue(() => !isLeft(), { timeoutMs: graceMs }))) await kill();
    },
    start: async () => {
      if (!running()) {
        await spec.prepare();
        current.pid = spawnDetached(spec);
        onSpawn?.(spec.name, current.pid, spec.marker);
      }
      await untilAnswers(spec, running);
    },
  };
}

/** A session of its own and no inherited pipe: a terminal's Ctrl-C does not reach it and nobody waits for it. */
function spawnDetached({ command, args, logFile, name }: DaemonSpec): number {
  const log = openLog(logFile);
  try {
    const child = spawn(command, [...args], { detached: true, stdio: ['ignore', log, log], cwd: '/' });
    // A failure to start is told below; without a listener it would end the whole process.
    child.on('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw new Error(`${name} could not be started: ${command} does not run`);
    return child.pid;
  } finally {
    closeSync(log);
  }
}

async function untilAnswers({ name, ask, logFile }: DaemonSpec, running: () => boolean): Promise<void> {
  const last = { error: undefined as unknown };
  const answered = async (): Promise<boolean> =>
    ask().then(
      () => true,
      (error: unknown) => {
        last.error = error;
        return !running();
      },
    );
  const inTime = await untilTrue(answered, { timeoutMs: ANSWER_TIMEOUT_MS });
  if (inTime && running()) return;
  const what = running()
    ? `does not answer after ${String(ANSWER_TIMEOUT_MS / 1_000)} s`
    : 'ended while starting';
  throw new Error(`${name} ${what}; the end of ${logFile}:\n${tailOf(logFile)}`, { cause: last.error });
}

const answersSoon = ({ ask }: DaemonSpec): Promise<boolean> =>
  untilTrue(
    () =>
      ask().then(
        () => true,
        () => false,
      ),
    { timeoutMs: HANG_TIMEOUT_MS },
  );

async function untilGone({ name }: DaemonSpec, isLeft: () => boolean): Promise<void> {
  const gone = await untilTrue(() => !isLeft(), { timeoutMs: GONE_TIMEOUT_MS, everyMs: 10 });
  if (!gone) throw new Error(`${name} is still there ${String(GONE_TIMEOUT_MS / 1_000)} s after SIGKILL`);
}
