import { setTimeout as delay } from 'node:timers/promises';

/** How long to go on asking, and how often. */
export interface PollOptions {
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Asks until the answer is true. Resolves to false when the deadline passed first. */
export async function untilTrue(
  ask: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 50 }: PollOptions,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!(await ask())) {
    if (Date.now() >= deadline) return false;
    await delay(everyMs);
  }
  return true;
}
