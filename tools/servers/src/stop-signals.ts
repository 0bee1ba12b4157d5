const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C can arrive twice: from the terminal, and passed on by npm. */
const SAME_KEY_MS = 500;
const PARENT_CHECK_MS = 500;

/** What to do when somebody wants the program to end. */
export interface StopHandlers {
  /** The first wish: end gracefully. */
  readonly onStop: () => void;
  /** A second one, meant as such: end at once. */
  readonly onKill: () => void;
}

/**
 * Listens to everything that means "stop": signals, the terminal going away, and under npm the death of
 * npm's shell, since a SIGTERM to npm alone never reaches what it runs. Returns what ends the listening.
 */
export function listenForStop(handlers: StopHandlers): () => void {
  const wish = oncePerKey(handlers);
  const onBrokenOutput = (): void => {
    wish();
  };
  for (const signal of SIGNALS) process.on(signal, wish);
  process.stdout.on('error', onBrokenOutput);
  process.stderr.on('error', onBrokenOutput);
  const parent = watchParent(wish);
  return () => {
    for (const signal of SIGNALS) process.off(signal, wish);
    clearInterval(parent);
  };
}

function oncePerKey({ onStop, onKill }: StopHandlers): () => void {
  let firstAt: number | undefined;
  return () => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      onStop();
    } else if (now - firstAt > SAME_KEY_MS) {
      onKill();
    }
  };
}

function watchParent(onGone: () => void): NodeJS.Timeout | undefined {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_CHECK_MS);
  timer.unref();
  return timer;
}
