import type { Logger } from '@sluice/ports';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import { censorSecrets } from './censor-secrets';
import { serializeError } from './serialize-error';

/** What a logger needs to know. */
export interface LoggerOptions {
  /** Name of the app, on every line. */
  readonly name: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where the lines go; stdout unless told. */
  readonly destination?: DestinationStream;
}

/**
 * A logger that writes one JSON line a call: `level` (a word), `time` (ISO), `pid`, `name`, the fields, `msg`. An error under
 * `err` or `error` is shown without what vendors attach to it; passwords, tokens and the like are censored. Writes are
 * synchronous, so that the line before an exit is not lost.
 */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    name: options.name,
    level: options.level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: serializeLogged, error: serializeLogged },
  };
  // Not pino's own stream: when its reader goes away it tries to write on for ever, and the process cannot even exit.
  return adapt(pino(settings, options.destination ?? process.stdout));
}

const serializeLogged = (error: unknown): unknown => serializeError(error);

function adapt(logger: Pino): Logger {
  return {
    debug: (fields, message) => {
      logger.debug(censorSecrets(fields), message);
    },
    info: (fields, message) => {
      logger.info(censorSecrets(fields), message);
    },
    warn: (fields, message) => {
      logger.warn(censorSecrets(fields), message);
    },
    error: (fields, message) => {
      logger.error(censorSecrets(fields), message);
    },
    child: (fields) => adapt(logger.child(censorSecrets(fields))),
  };
}
