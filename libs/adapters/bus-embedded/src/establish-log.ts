import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { PortError, type Clock, type Coordinator, type Logger } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';
import { createLogFile } from './create-log';
import type { GroupStore } from './group-store';
import { openLog, type TopicLog } from './topic-log';

/** What making and finding logs needs. */
export interface LogTools {
  readonly directory: string;
  readonly coordinator: Coordinator;
  readonly groups: GroupStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

const LEASE_MS = 10_000;
const LEASE_RETRY_MS = 50;
/** How long to wait for another process that makes the same log. */
const PATIENCE_MS = 30_000;
const SAFE_NAME = /^[\w-][\w.-]{0,199}$/;

/** The file of a topic's log. */
export function logPath(directory: string, topic: string): string {
  if (SAFE_NAME.test(topic)) return join(directory, `${topic}.db`);
  throw new PortError('misconfigured', `a topic cannot be called ${JSON.stringify(topic)}`);
}

/** A log that ends before what a group has committed has lost messages, and would give their offsets out again. */
function isShortened(log: TopicLog, groups: GroupStore): boolean {
  const bounds = groups.bounds(log.topic, log.epoch);
  return log.ends().some((end, partition) => (bounds.get(partition)?.highest ?? 0) > end);
}

/** Which log will do: of the epoch in force, and younger than the last one this process saw vanish (0: none). */
interface Wanted {
  readonly epoch: number;
  readonly lost: number;
}

function findLog(tools: LogTools, { name }: TopicSpec, { epoch, lost }: Wanted): TopicLog | null {
  const log = openLog(logPath(tools.directory, name), name);
  if (log === null) return null;
  try {
    if (log.epoch === epoch && log.epoch > lost && !isShortened(log, tools.groups)) return log;
  } catch (error) {
    log.close();
    throw error;
  }
  log.close();
  return null;
}

function checkPartitions(log: TopicLog, { name, partitions }: TopicSpec): TopicLog {
  if (log.partitions === partitions) return log;
  log.close();
  const found = `the log of ${name} has ${String(log.partitions)} partitions, ${String(partitions)} are configured`;
  throw new PortError(
    'misconfigured',
    `${found}: the count is fixed when a log is made; configure the old one, or remove ${name}.db to begin a new log`,
  );
}

/** Takes the next epoch, then makes the file: a crash between them only skips a number. */
async function makeLog(tools: LogTools, spec: TopicSpec, lost: number): Promise<void> {
  const { coordinator, groups, logger, directory } = tools;
  const { name, partitions } = spec;
  const before = (await coordinator.epochs()).get(name) ?? 0;
  const meanwhile = findLog(tools, spec, { epoch: before, lost });
  if (meanwhile !== null) {
    meanwhile.close();
    return;
  }
  const epoch = await coordinator.advanceEpoch(name, before);
  const made = findLog(tools, spec, { epoch, lost });
  made?.close();
  if (made !== null) return;
  createLogFile(logPath(directory, name), epoch, partitions);
  groups.forgetBefore(name, epoch);
  logger.info({ topic: name, epoch, partitions }, 'made a new log');
}

async function makeUnderLease(tools: LogTools, spec: TopicSpec, lost: number): Promise<void> {
  const { coordinator, clock } = tools;
  const [lease, owner] = [`log:${spec.name}`, randomUUID()];
  if (!(await coordinator.acquireLease(lease, owner, LEASE_MS))) {
    await clock.delay(LEASE_RETRY_MS);
    return;
  }
  try {
    await makeLog(tools, spec, lost);
  } finally {
    await coordinator.releaseLease(lease, owner);
  }
}

/**
 * Opens the log of a topic; makes it, under a lease and with the next epoch, where it is missing, of another epoch
 * than the one in force, shorter than what was committed, or one of the lost (`lost`: the last epoch this process
 * saw vanish, 0 for none). Decision 4: a log that was created anew counts from 0 and must not pass for the old one.
 */
export async function establishLog(tools: LogTools, spec: TopicSpec, lost: number): Promise<TopicLog> {
  const giveUpAt = tools.clock.now() + PATIENCE_MS;
  while (tools.clock.now() <= giveUpAt) {
    const epoch = (await tools.coordinator.epochs()).get(spec.name) ?? 0;
    const log = findLog(tools, spec, { epoch, lost });
    if (log !== null) return checkPartitions(log, spec);
    await makeUnderLease(tools, spec, lost);
  }
  throw new PortError('unavailable', `the log of ${spec.name} is being made elsewhere, without end`);
}
