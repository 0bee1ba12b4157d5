/** Tells when a run shall end early. */
export interface StopWatch {
  readonly abort: AbortSignal;
  /** Why it shall end: the signal's name. */
  readonly reason: () => NodeJS.Signals | undefined;
  readonly close: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LOOK_EVERY_MS = 500;

/**
 * Watches for signals, and for the end of the parent: npm hands a SIGTERM to the shell between us, and it is
 * only by the shell's end that we learn of it. A further signal changes nothing: what was started must be stopped.
 */
export function watchForStop(): StopWatch {
  const controller = new AbortController();
  let reason: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    reason ??= signal;
    controller.abort();
  };
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid !== parent) stop('SIGHUP');
  }, LOOK_EVERY_MS);
  look.unref();
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    abort: controller.signal,
    reason: () => reason,
    close: () => {
      clearInterval(look);
      for (const signal of SIGNALS) process.off(signal, stop);
    },
  };
}
