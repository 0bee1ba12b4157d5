import { startGuard, type Guard } from '@sluice/servers';

let guard: Guard | undefined;

/**
 * From now on the process, known by the marker in its command line, does not outlive ours: a suite that is killed in
 * the middle leaves nothing behind. A process that is gone already is no concern of the guard.
 */
export function guardChild(pid: number, marker: string): void {
  guard ??= startGuard({ graceMs: 0 });
  guard.watch(pid, marker);
}
