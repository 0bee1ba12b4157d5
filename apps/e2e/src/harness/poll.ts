import { setTimeout as delay } from 'node:timers/promises';

/** How long to go on asking, how often, and for what. */
export interface PollOptions {
  readonly what: string;
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Asks until the answer is not undefined and returns it; rejects, naming what it waited for, when the time is over. */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  { what, timeoutMs, everyMs = 50 }: PollOptions,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() >= deadline) throw new Error(`${what}: not within ${String(timeoutMs)} ms`);
    await delay(everyMs);
  }
}

/** Waits until the condition holds; see `until`. */
export async function untilTrue(ask: () => Promise<boolean> | boolean, options: PollOptions): Promise<void> {
  await until(async () => ((await ask()) ? true : undefined), options);
}
