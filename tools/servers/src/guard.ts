import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';

/** A process that ends others when this one is gone, however it went. */
export interface Guard {
  /** From now on this process, recognised by `marker` in its command line, does not outlive ours. */
  readonly watch: (pid: number, marker: string) => void;
  /** The owner has cleaned up itself; the guard ends and touches nothing. Idempotent. */
  readonly release: () => void;
}

/** How a guard ends what was left behind. */
export interface GuardOptions {
  /** How long a watched process may take to end by SIGTERM; 0 kills at once. */
  readonly graceMs: number;
  /** A folder to remove afterwards. */
  readonly removeDir?: string | undefined;
}

/** Starts a guard (see guard.cjs). It keeps no event loop alive. */
export function startGuard({ graceMs, removeDir }: GuardOptions): Guard {
  const args = [
    join(__dirname, '..', 'guard.cjs'),
    String(graceMs),
    ...(removeDir === undefined ? [] : [removeDir]),
  ];
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as Socket).unref();
  return {
    watch: (pid, marker) => {
      child.stdin.write(`+${String(pid)} ${marker}\n`);
    },
    release: () => {
      if (!child.stdin.writableEnded) child.stdin.end('release\n');
    },
  };
}
