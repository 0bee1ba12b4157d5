const POLL_MS = 10;

/** Polls a fact until it is true; rejects with its words after the deadline. */
export async function untilFact(
  what: string,
  fact: () => boolean | Promise<boolean>,
  deadlineMs: number,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await fact())) {
    if (Date.now() > end) throw new Error(`not true within ${String(deadlineMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A promise that a case opens when it likes. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** Makes a closed gate; opening it twice is harmless. */
export function createGate(): Gate {
  const doors: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => doors.push(resolve));
  return {
    opened,
    open: () =>
      doors.forEach((door) => {
        door();
      }),
  };
}
