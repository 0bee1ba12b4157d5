const FIRST_MS = 200;
const LONGEST_MS = 10_000;
const SETTLED_MS = 30_000;

/**
 * How long to wait before an app that ended is started again: 0.2 s, doubled up to 10 s as long as it keeps
 * ending; from 0.2 s again once it has been alive for 30 s.
 */
export function restartDelayMs(previousMs: number | undefined, aliveMs: number): number {
  if (previousMs === undefined || aliveMs >= SETTLED_MS) return FIRST_MS;
  return Math.min(previousMs * 2, LONGEST_MS);
}
