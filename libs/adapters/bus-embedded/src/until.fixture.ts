const POLL_MS = 10;
const DEADLINE_MS = 10_000;

/** Polls a fact until it is true; fails with its words after ten seconds. */
export async function until(what: string, fact: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  while (!(await fact())) {
    if (Date.now() > end) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
