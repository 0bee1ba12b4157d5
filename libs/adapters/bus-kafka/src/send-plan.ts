import type { OutgoingMessage } from '@sluice/ports';
import { BATCH_BYTES, BATCH_OVERHEAD } from './record-bytes';

/** One message on its way to its partition, with the publish call it belongs to. */
export interface PendingRecord<Call> {
  readonly call: Call;
  readonly topic: string;
  readonly partition: number;
  readonly bytes: number;
  readonly message: OutgoingMessage;
}

/** Messages waiting for a send, one queue a partition: their order within a partition never changes. */
export interface SendPlan<Call> {
  add(record: PendingRecord<Call>): void;
  /**
   * Takes the next send: of every partition the records from its head whose batch stays within the limit, or one
   * record that is larger alone. Leaves out (and forgets) records for which `wanted` is false.
   */
  take(wanted: (record: PendingRecord<Call>) => boolean): PendingRecord<Call>[];
  readonly size: number;
}

interface Lane<Call> {
  readonly records: PendingRecord<Call>[];
  /** Index of the first record not taken: shift() of long arrays is slow. */
  head: number;
}

const COMPACT_AT = 4096;

/** Takes the head of one lane into `taken`. */
function takeHead<Call>(
  lane: Lane<Call>,
  taken: PendingRecord<Call>[],
  wanted: (record: PendingRecord<Call>) => boolean,
): void {
  let bytes = BATCH_OVERHEAD;
  for (let record = lane.records[lane.head]; record !== undefined; record = lane.records[lane.head]) {
    if (wanted(record)) {
      if (bytes > BATCH_OVERHEAD && bytes + record.bytes > BATCH_BYTES) return;
      bytes += record.bytes;
      taken.push(record);
    }
    lane.head += 1;
    if (lane.head >= COMPACT_AT) {
      lane.records.splice(0, lane.head);
      lane.head = 0;
    }
  }
}

/** An empty plan. Pure bookkeeping: it knows neither time nor Kafka. */
export function createSendPlan<Call>(): SendPlan<Call> {
  const lanes = new Map<string, Lane<Call>>();
  const waiting = (lane: Lane<Call>): number => lane.records.length - lane.head;
  return {
    add: (record) => {
      const name = `${String(record.partition)} ${record.topic}`;
      const lane = lanes.get(name) ?? { records: [], head: 0 };
      if (lane.records.length === 0) lanes.set(name, lane);
      lane.records.push(record);
    },
    take: (wanted) => {
      const taken: PendingRecord<Call>[] = [];
      for (const [name, lane] of lanes) {
        takeHead(lane, taken, wanted);
        if (waiting(lane) === 0) lanes.delete(name);
      }
      return taken;
    },
    get size() {
      return [...lanes.values()].reduce((sum, lane) => sum + waiting(lane), 0);
    },
  };
}
