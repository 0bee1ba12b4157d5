/** What has to be undone, in reverse order, once, whatever ends the run. */
export interface Cleanup {
  readonly add: (undo: () => Promise<void> | void) => void;
  /** Idempotent: all callers wait for the same end. A step that fails does not keep the next from being taken. */
  readonly run: () => Promise<void>;
}

/** An empty list of steps. */
export function createCleanup(): Cleanup {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | undefined;
  const runAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      await Promise.resolve()
        .then(step)
        .catch(() => undefined);
    }
  };
  return {
    add: (undo) => {
      steps.push(undo);
    },
    run: () => (running ??= runAll()),
  };
}
