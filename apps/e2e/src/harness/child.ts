import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { guardChild } from './child-guard';

/** What to run. */
export interface ChildSpec {
  /** What it is called in errors. */
  readonly name: string;
  /** The JavaScript file that node runs. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Its whole environment, but PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
}

/** How a process ended. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One node process of ours. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended and its output is read to the end. */
  readonly exited: Promise<ChildExit>;
  running(): boolean;
  /** What it wrote to both streams, the oldest lines dropped. */
  output(): string;
  /** The first result of `find` that is not undefined, over the lines written so far and to come. */
  untilLine<T>(find: (line: string) => T | undefined, timeoutMs?: number): Promise<T>;
  /** Sends a signal; resolves when the process is gone. */
  end(signal: NodeJS.Signals, timeoutMs?: number): Promise<ChildExit>;
}

const KEPT_LINES = 4_000;
const SHOWN_LINES = 40;
const READY_MS = 40_000;
const GONE_MS = 15_000;

interface Output {
  readonly lines: string[];
  readonly listeners: Set<(line: string) => void>;
}

function collect(stream: Readable | null, { lines, listeners }: Output): void {
  if (stream === null) return;
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    for (const listener of listeners) listener(line);
  });
}

const exitOf = (child: ChildProcess): Promise<ChildExit> =>
  new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
    child.once('error', reject);
  });

const tailOf = ({ lines }: Output): string => lines.slice(-SHOWN_LINES).join('\n');

/** Rejects with the end of the output when the time is over, or when the process ended first. */
function waitForLine<T>(
  { name, output, exited }: { name: string; output: Output; exited: Promise<ChildExit> },
  find: (line: string) => T | undefined,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      output.listeners.delete(listen);
      act();
    };
    const fail = (why: string): void => {
      finish(() => {
        reject(new Error(`${name} ${why}; the end of its output:\n${tailOf(output)}`));
      });
    };
    const listen = (line: string): void => {
      const found = find(line);
      if (found !== undefined) {
        finish(() => {
          resolve(found);
        });
      }
    };
    const timer = setTimeout(() => {
      fail(`did not get there within ${String(timeoutMs)} ms`);
    }, timeoutMs);
    output.listeners.add(listen);
    output.lines.forEach(listen);
    void exited.then(({ code, signal }) => {
      fail(`ended with ${String(code ?? signal)}`);
    });
  });
}

/** Runs node on a script, as a process of ours that does not survive us, however we end. */
export function startChild({ name, script, args = [], env }: ChildSpec): Child {
  const marker = `--instance=${randomUUID()}`;
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = spawn(process.execPath, [script, ...args, marker], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Output = { lines: [], listeners: new Set() };
  const exited = exitOf(child);
  collect(child.stdout, output);
  collect(child.stderr, output);
  const pid = child.pid ?? 0;
  if (pid !== 0) guardChild(pid, marker);
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    name,
    pid,
    exited,
    running,
    output: () => output.lines.join('\n'),
    untilLine: (find, timeoutMs = READY_MS) => waitForLine({ name, output, exited }, find, timeoutMs),
    end: async (signal, timeoutMs = GONE_MS) => {
      if (running()) child.kill(signal);
      return within(exited, timeoutMs, () => `${name} is still there after ${signal}:\n${tailOf(output)}`);
    },
  };
}

async function within<T>(work: Promise<T>, timeoutMs: number, complaint: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(complaint()));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
