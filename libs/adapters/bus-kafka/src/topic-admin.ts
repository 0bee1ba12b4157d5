import { PortError, type Clock } from '@sluice/ports';
import type { TopicSpec } from '@sluice/schemas';
import type { Admin } from 'kafkajs';
import { settledWithin, within } from './bounded';
import { protocolType, toPortError } from './map-error';
import type { KafkaTimings } from './timings';

const RETENTION_DAYS = 30;
const DAY_MS = 86_400_000;

/** Where a partition's log begins and ends. */
export interface LogSpan {
  readonly start: number;
  readonly end: number;
}

/** What the broker knows about topics and groups; every answer comes within askMs or is `unavailable`. */
export interface TopicAdmin {
  /** Partition counts of all topics there are. */
  partitionCounts(): Promise<Map<string, number>>;
  /** Whether the controller has a topic of that name: brokers learn of new and deleted ones a moment later. */
  isTaken(spec: TopicSpec): Promise<boolean>;
  /** Creates a topic; harmless if somebody else just did. */
  create(spec: TopicSpec): Promise<void>;
  spans(topic: string): Promise<LogSpan[]>;
  /** As stored: -1 where nothing was committed, -2 where kafkajs put the group back to the beginning. */
  committed(topic: string, groupId: string): Promise<number[]>;
  close(): Promise<void>;
}

export interface TopicAdminOptions {
  /** Makes an admin client; called anew after trouble, because kafkajs' admin may keep a dead broker in its pool. */
  readonly connect: () => Admin;
  readonly clock: Clock;
  readonly timings: KafkaTimings;
}

type Ask = <T>(doing: string, question: (admin: Admin) => Promise<T>) => Promise<T>;
type AskOnce = <T>(doing: string, question: (admin: Admin) => Promise<T>, ms: number) => Promise<T>;

/** A broker that is just coming back breaks a connection or two: within askMs a question is asked again. */
const AGAIN_MS = 200;
/** A controller counts the brokers that have registered: while they come up, there are too few of them. */
const TOO_FEW_BROKERS = 'INVALID_REPLICATION_FACTOR';

/** Whether the answer is another one a moment later: none at all, or that of a cluster that is coming up. */
const mayPass = (error: unknown): boolean => ['', TOO_FEW_BROKERS].includes(protocolType(error));

/** Connects with the first question. */
export function createTopicAdmin(options: TopicAdminOptions): TopicAdmin {
  const connection = createConnection(options);
  const { ask } = connection;
  return {
    partitionCounts: () =>
      ask('list topics', async (admin) => {
        const { topics } = await admin.fetchTopicMetadata();
        return new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
      }),
    isTaken: (spec) =>
      ask(`look for topic ${spec.name}`, async (admin) => !(await create(admin, spec, true))),
    create: async (spec) => {
      await ask(`create topic ${spec.name}`, (admin) => create(admin, spec, false));
    },
    spans: (topic) =>
      ask(`offsets of ${topic}`, async (admin) => {
        const found = await admin.fetchTopicOffsets(topic);
        return byPartition(found, ({ low, high }) => ({ start: Number(low), end: Number(high) }));
      }),
    committed: (topic, groupId) =>
      ask(`offsets of group ${groupId}`, async (admin) => {
        const [found] = await admin.fetchOffsets({ groupId, topics: [topic] });
        return byPartition(found?.partitions ?? [], ({ offset }) => Number(offset));
      }),
    close: () => connection.close(),
  };
}

const byPartition = <In extends { readonly partition: number }, Out>(
  entries: readonly In[],
  read: (entry: In) => Out,
): Out[] => [...entries].sort((a, b) => a.partition - b.partition).map(read);

/** False where it exists already. Does not wait for leaders: kafkajs gives up when the broker has not heard of it. */
async function create(admin: Admin, spec: TopicSpec, validateOnly: boolean): Promise<boolean> {
  const configEntries = [
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'retention.ms', value: String(RETENTION_DAYS * DAY_MS) },
    { name: 'max.message.bytes', value: String(spec.maxMessageBytes) },
  ];
  const topics = [{ topic: spec.name, numPartitions: spec.partitions, configEntries }];
  try {
    return await admin.createTopics({ topics, validateOnly, waitForLeaders: false });
  } catch (error) {
    if (protocolType(error) === 'TOPIC_ALREADY_EXISTS') return false;
    throw error;
  }
}

interface Connection {
  readonly ask: Ask;
  close(): Promise<void>;
}

function createConnection({ connect, clock, timings }: TopicAdminOptions): Connection {
  const state = { current: null as Promise<Admin> | null, closed: false };
  const open = async (): Promise<Admin> => {
    const admin = connect();
    await admin.connect();
    return admin;
  };
  const forget = (): Promise<boolean> => {
    const gone = state.current;
    state.current = null;
    const goodbye = gone?.then((admin) => admin.disconnect()) ?? Promise.resolve();
    return settledWithin(clock, timings.disconnectMs, goodbye);
  };
  const askOnce: AskOnce = async (doing, question, ms) => {
    if (state.closed) throw new PortError('closed', `${doing}: the bus is closed`);
    const connected = (state.current ??= open());
    try {
      return await within({ clock, ms, doing }, connected.then(question));
    } catch (error) {
      // An answer, if a bad one, needs no new connection.
      if (protocolType(error) === '' && state.current === connected) void forget();
      throw error;
    }
  };
  return {
    ask: async (doing, question) => {
      const end = clock.now() + timings.askMs;
      for (;;) {
        try {
          return await askOnce(doing, question, end - clock.now());
        } catch (error) {
          if (state.closed || !mayPass(error) || clock.now() + AGAIN_MS >= end)
            throw toPortError(error, doing);
          await clock.delay(AGAIN_MS);
        }
      }
    },
    close: async () => {
      state.closed = true;
      await forget();
    },
  };
}
