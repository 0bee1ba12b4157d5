import { spawn } from 'node:child_process';

/** A program to run to its end. */
export interface ProcessOrder {
  /** Arguments of node: a script and its own arguments. */
  readonly nodeArguments: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly deadlineMs: number;
  /** Ends the program and all of its process group. */
  readonly abort: AbortSignal;
}

/** How a program ended; `fault` says it in words when it did not end by itself with code 0. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly fault?: string;
}

const GRACE_MS = 10_000;

/**
 * Runs node in a process group of its own, its output in ours. Resolves when it is gone, however it went;
 * at its deadline, or when aborted, the whole group ends: SIGTERM first, SIGKILL 10 s later.
 */
export async function runProcess(order: ProcessOrder): Promise<ProcessEnd> {
  if (order.abort.aborted) return { code: null, fault: 'was not started' };
  const child = spawn(process.execPath, order.nodeArguments, {
    cwd: order.cwd,
    env: order.environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  let why: string | undefined;
  let kill: NodeJS.Timeout | undefined;
  const end = (reason: string): void => {
    why ??= reason;
    signalGroup(child.pid, 'SIGTERM');
    kill ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
  };
  const onAbort = (): void => end('was interrupted');
  order.abort.addEventListener('abort', onAbort);
  const deadline = setTimeout(() => end(`did not end within ${order.deadlineMs / 1000} s`), order.deadlineMs);
  try {
    return await new Promise<ProcessEnd>((resolve) => {
      child.once('error', (error) => resolve({ code: null, fault: error.message }));
      child.once('exit', (code, signal) => resolve(describeEnd({ code, signal, why })));
    });
  } finally {
    clearTimeout(deadline);
    clearTimeout(kill);
    order.abort.removeEventListener('abort', onAbort);
    signalGroup(child.pid, 'SIGKILL');
  }
}

interface RawEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly why: string | undefined;
}

function describeEnd({ code, signal, why }: RawEnd): ProcessEnd {
  if (why !== undefined) return { code, fault: why };
  if (code === 0) return { code };
  return { code, fault: code === null ? `was ended by ${String(signal)}` : `ended with code ${code}` };
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
