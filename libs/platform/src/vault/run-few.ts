/** Runs tasks in the order they come, at most so many at a time. */
export interface FewAtATime {
  run<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Tasks that have not begun. */
  waiting(): number;
}

/** Bounds how many tasks run side by side; a failed one makes room like any other. */
export function runFew(limit: number): FewAtATime {
  const queue: (() => void)[] = [];
  let running = 0;
  const enter = (): Promise<void> => {
    if (running < limit) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    // The place is handed on: nobody who comes in between can take it.
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    waiting: () => queue.length,
    run: async (task) => {
      await enter();
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
