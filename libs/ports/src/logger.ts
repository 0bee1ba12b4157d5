/** Fields of a log line. Never a payload, a password, a token. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured logging; pino's own order of arguments. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger that adds these fields to every line. */
  child(fields: LogFields): Logger;
}

const nothing = (): void => undefined;

/** Says nothing; for tests and tools. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLogger,
};
