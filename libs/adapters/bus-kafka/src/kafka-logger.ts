import type { Clock, LogFields, Logger } from '@sluice/ports';
import { logLevel, type LogEntry, type logCreator } from 'kafkajs';

/** Of kafkajs' own entries only these fields go on; the others may hold request contents. */
const KEPT = ['error', 'groupId', 'memberId', 'topic', 'partition', 'broker', 'retryCount'] as const;

/** In an outage every client says the same several times a second. */
const QUIET_MS = 10_000;
/** Messages that differ only behind this many characters count as the same. */
const SAME_LENGTH = 32;
const REMEMBERED = 200;

const fieldsOf = ({ namespace, log }: LogEntry): LogFields =>
  Object.fromEntries<unknown>([
    ['kafkajs', namespace],
    ...KEPT.flatMap((name) => (log[name] === undefined ? [] : [[name, log[name] as unknown] as const])),
  ]);

/**
 * Routes kafkajs' log lines into the Logger port. Its errors become warnings, for every one of them is tried again
 * or surfaces as a PortError; the same warning again within ten seconds is for debugging only.
 */
export function createLogCreator(logger: Logger, clock: Clock): logCreator {
  const saidAt = new Map<string, number>();
  const isNews = ({ namespace, log }: LogEntry): boolean => {
    const what = `${namespace} ${log.message.slice(0, SAME_LENGTH)}`;
    if (clock.now() - (saidAt.get(what) ?? -Infinity) < QUIET_MS) return false;
    if (saidAt.size >= REMEMBERED) saidAt.clear();
    saidAt.set(what, clock.now());
    return true;
  };
  return () => (entry) => {
    const grave = entry.level === logLevel.ERROR || entry.level === logLevel.WARN;
    if (grave && isNews(entry)) logger.warn(fieldsOf(entry), entry.log.message);
    else logger.debug(fieldsOf(entry), entry.log.message);
  };
}
