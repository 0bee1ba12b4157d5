import { appConfig } from '../config/app-config';
import { readConfigOrExit } from '../config/read-config';
import { createLogger } from '../logging/create-logger';
import { runUntilSignal, type Running } from './run-until-signal';

/** An app whose behaviour is its first argument: what a spec observes from outside, as signals and exit codes. */
const behaviour = process.argv[2];
const { SLUICE_LOG_LEVEL: level } = readConfigOrExit(appConfig(['SLUICE_LOG_LEVEL', 'SLUICE_HASH_KEY']));
const logger = createLogger({ name: 'app', level });

const forever = (): Promise<never> => new Promise(() => setInterval(() => undefined, 60_000));

const closings: Readonly<Record<string, () => Promise<void>>> = {
  hang: forever,
  fail: () => Promise.reject(new Error('cannot close')),
};

const starts: Readonly<Record<string, (fatal: (error: unknown) => void) => void>> = {
  throw: () => {
    throw new Error('cannot start');
  },
  fatal: (fatal) => setTimeout(fatal, 0, new Error('consumer gave up')),
  reject: () => void Promise.reject(new Error('nobody caught me')),
  uncaught: () =>
    setTimeout(() => {
      throw new Error('nobody caught me');
    }, 0),
};

function start(fatal: (error: unknown) => void): Promise<Running> {
  starts[behaviour ?? '']?.(fatal);
  void forever();
  logger.info({}, 'ready');
  process.stdout.write('plain\n');
  return Promise.resolve({
    close: async () => {
      logger.info({}, 'closing');
      await closings[behaviour ?? '']?.();
    },
  });
}

runUntilSignal({ start, logger, stopMs: 1500 });
