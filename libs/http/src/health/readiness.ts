import { systemClock, type Clock, type Logger } from '@sluice/ports';

const CHECK_DEADLINE_MS = 2_000;
const CACHE_MS = 1_000;

/** Resolves where what it checks answers, rejects where it does not. */
export type ReadinessCheck = () => Promise<unknown>;

/** What `/readyz` answers. */
export interface ReadinessReport {
  readonly status: 'ok' | 'failing' | 'stopping';
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Whether a process can do its work now. */
export interface Readiness {
  /** Runs all checks at once, each with a deadline of 2 s; an answer serves everyone who asks within a second. */
  report(): Promise<ReadinessReport>;
  /** From now on it is not ready: called first on the way down. */
  stop(): void;
}

/** What readiness is made of. */
export interface ReadinessOptions {
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** Readiness from named checks. A check that changes its verdict is logged once. */
export function createReadiness({ checks, logger, clock = systemClock }: ReadinessOptions): Readiness {
  const failing = new Set<string>();
  let stopping = false;
  let cached: { readonly report: Promise<ReadinessReport>; readonly at: number } | undefined;

  const note = (name: string, error: unknown): 'ok' | 'failing' => {
    if (error === null && failing.delete(name)) {
      logger.info({ check: name }, 'readiness check passes again');
    }
    if (error !== null && !failing.has(name)) {
      failing.add(name);
      logger.warn({ check: name, err: error }, 'readiness check fails');
    }
    return error === null ? 'ok' : 'failing';
  };
  const run = async (): Promise<ReadinessReport> => {
    const names = Object.keys(checks);
    const errors = await Promise.all(Object.values(checks).map((check) => errorOf(check, clock)));
    const verdicts = Object.fromEntries(
      names.map((name, index) => [name, note(name, errors[index] ?? null)]),
    );
    return { status: errors.every((error) => error === null) ? 'ok' : 'failing', checks: verdicts };
  };

  return {
    report: async () => {
      if (cached === undefined || clock.now() - cached.at >= CACHE_MS) {
        cached = { report: run(), at: clock.now() };
      }
      const report = await cached.report;
      return stopping ? { ...report, status: 'stopping' } : report;
    },
    stop: () => {
      stopping = true;
    },
  };
}

/** Null where the check passed in time. */
async function errorOf(check: ReadinessCheck, clock: Clock): Promise<unknown> {
  const timer = new AbortController();
  const late = clock
    .delay(CHECK_DEADLINE_MS, timer.signal)
    .then(() => new Error(`no answer within ${String(CHECK_DEADLINE_MS)} ms`));
  const verdict = Promise.resolve()
    .then(check)
    .then(
      () => null,
      (error: unknown) => error ?? new Error('the check failed without a reason'),
    );
  return Promise.race([verdict, late]).finally(() => {
    timer.abort();
  });
}
