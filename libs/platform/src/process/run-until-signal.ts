import type { Logger } from '@sluice/ports';
import { ConfigError } from '../config/load-config';
import { exitOnConfigError } from '../config/read-config';

/** Below the 10 s after which a supervisor loses patience (mechanics 5). */
const STOP_MS = 9_000;
const SIGNAL_NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;
type StopSignal = keyof typeof SIGNAL_NUMBERS;

/** A started app. */
export interface Running {
  /** Stops it gracefully: accepts no more, finishes what is in flight, closes its ports. */
  close(): Promise<void>;
}

/** What a main.ts hands over. */
export interface RunOptions {
  readonly logger: Logger;
  /** Starts the app. `fatal` ends the process when a part of it broke beyond repair (a consumer that gave up, say). */
  readonly start: (fatal: (error: unknown) => void) => Promise<Running>;
  /** How long close() may take, in milliseconds; 9,000 unless told. */
  readonly stopMs?: number;
}

/**
 * Runs an app for the life of the process. The first SIGTERM or SIGINT closes it once and exits with 0; with 1 where
 * closing fails or takes longer than `stopMs`. The second one exits at once (130 or 143). A failed start, `fatal`, an
 * uncaught exception and an unhandled rejection are logged and exit with 1; a setting that is found wrong only when the
 * app starts ends it like every other wrong one, with 78. A closed stdout harms nothing.
 */
export function runUntilSignal({ start, logger, stopMs = STOP_MS }: RunOptions): void {
  const fatal = (error: unknown, message = 'fatal error'): void => {
    logger.error({ err: error }, message);
    process.exit(1);
  };
  survivePipes();
  process.on('uncaughtException', (error) => {
    fatal(error, 'uncaught exception');
  });
  process.on('unhandledRejection', (reason) => {
    fatal(reason, 'unhandled rejection');
  });
  // Started in a microtask: a start that throws before its first await must be a rejection too.
  const running = Promise.resolve().then(() => start(fatal));
  running.catch((error: unknown) => {
    if (error instanceof ConfigError) exitOnConfigError(error);
    fatal(error, 'the start failed');
  });
  onSignals(logger, () => {
    stop(running, { logger, stopMs }).then(
      () => process.exit(0),
      (error: unknown) => {
        fatal(error, 'the stop failed');
      },
    );
  });
}

/** The first signal stops, the second exits at once. */
function onSignals(logger: Logger, stopOnce: () => void): void {
  let stopping = false;
  const receive = (signal: StopSignal): void => {
    if (stopping) {
      logger.warn({ signal }, 'second signal: exiting at once');
      process.exit(128 + SIGNAL_NUMBERS[signal]);
    }
    stopping = true;
    logger.info({ signal }, 'stopping');
    stopOnce();
  };
  process.on('SIGTERM', receive);
  process.on('SIGINT', receive);
}

async function stop(
  running: Promise<Running>,
  { logger, stopMs }: { logger: Logger; stopMs: number },
): Promise<void> {
  const timer = setTimeout(() => {
    logger.error({ ms: stopMs }, 'the stop took too long: exiting');
    process.exit(1);
  }, stopMs);
  const app = await running;
  await app.close();
  clearTimeout(timer);
  logger.info({}, 'stopped');
}

/** Whoever read our output went away (EPIPE), or its disk is full: no reason to die. */
function survivePipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => undefined);
  }
}
