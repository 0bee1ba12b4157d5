import { PortError } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';
import { establishLog, type LogTools } from './establish-log';
import type { TopicLog } from './topic-log';

/** A topic as this bus knows it. */
export interface OpenTopic {
  readonly spec: TopicSpec;
  readonly log: TopicLog;
}

/** The topics of a bus, each with its log. */
export interface TopicRegistry {
  ensure(specs: readonly TopicSpec[]): Promise<void>;
  /** Throws `misconfigured` for a topic that was never ensured. */
  get(topic: string): OpenTopic;
  /** As `get`, but throws `unavailable` when the log was lost, and starts looking for the new one. */
  getCurrent(topic: string): OpenTopic;
  all(): OpenTopic[];
  /** Looks at every log and moves to new ones. One run at a time; a failure is logged and tried again later. */
  watch(): Promise<void>;
  close(): void;
}

type OnReplaced = (log: TopicLog) => void;

interface RegistryState {
  readonly tools: LogTools;
  readonly onReplaced: OnReplaced;
  readonly topics: Map<string, OpenTopic>;
  watching: Promise<void> | null;
  closed: boolean;
}

function get({ topics }: RegistryState, topic: string): OpenTopic {
  const open = topics.get(topic);
  if (open === undefined) throw new PortError('misconfigured', `${topic} was not given to ensureTopics`);
  return open;
}

async function ensure(state: RegistryState, spec: TopicSpec): Promise<void> {
  const log = await establishLog(state.tools, spec, 0);
  const known = state.topics.get(spec.name)?.log;
  if (known?.epoch === log.epoch && known.isCurrent()) log.close();
  else adopt(state, { spec, log });
}

/** Sessions end before their log is closed under them: they stop reading at once, a running handler needs no log. */
function adopt(state: RegistryState, topic: OpenTopic): void {
  const replaced = state.topics.get(topic.spec.name);
  if (state.closed) {
    topic.log.close();
    return;
  }
  state.topics.set(topic.spec.name, topic);
  if (replaced === undefined) return;
  state.onReplaced(topic.log);
  replaced.log.close();
}

async function moveIfLost(
  state: RegistryState,
  { spec, log }: OpenTopic,
  epochs: ReadonlyMap<string, number>,
): Promise<void> {
  const isSame = log.isCurrent();
  if (isSame && epochs.get(spec.name) === log.epoch) return;
  state.tools.logger.warn({ topic: spec.name, epoch: log.epoch }, 'the log was removed or replaced');
  adopt(state, { spec, log: await establishLog(state.tools, spec, isSame ? 0 : log.epoch) });
}

async function watch(state: RegistryState): Promise<void> {
  try {
    state.tools.groups.reopenIfReplaced();
    const epochs = await state.tools.coordinator.epochs();
    for (const topic of [...state.topics.values()]) await moveIfLost(state, topic, epochs);
  } catch (error) {
    state.tools.logger.warn({ err: error }, 'the logs could not be looked at');
  } finally {
    state.watching = null;
  }
}

const watchOnce = (state: RegistryState): Promise<void> => (state.watching ??= watch(state));

function getCurrent(state: RegistryState, topic: string): OpenTopic {
  const open = get(state, topic);
  if (open.log.isCurrent()) return open;
  void watchOnce(state);
  throw new PortError('unavailable', `the log of ${topic} was removed; a new one is being made`);
}

/** The topics of one bus. `onReplaced` is told of a topic's new log before the old one is closed. */
export function createTopicRegistry(tools: LogTools, onReplaced: OnReplaced): TopicRegistry {
  const state: RegistryState = { tools, onReplaced, topics: new Map(), watching: null, closed: false };
  return {
    ensure: async (specs) => {
      for (const spec of specs) await ensure(state, spec);
    },
    get: (topic) => get(state, topic),
    getCurrent: (topic) => getCurrent(state, topic),
    all: () => [...state.topics.values()],
    watch: () => watchOnce(state),
    close: () => {
      state.closed = true;
      for (const { log } of state.topics.values()) log.close();
    },
  };
}
