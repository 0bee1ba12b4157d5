import type { BulkVerb } from './client';

/** One item of a request: what it makes of its product. */
export interface SentItem {
  readonly sku: string;
  /** The canonical key: skus are case-insensitive. */
  readonly key: string;
  /** The name that tells this item from every other; null deletes. */
  readonly name: string | null;
  readonly price: number;
}

/** One bulk request and how it ended. */
export interface SentRequest {
  readonly verb: BulkVerb;
  readonly items: readonly SentItem[];
  /** Milliseconds of one clock for all clients. */
  readonly sentAt: number;
  readonly endedAt: number;
  /** The status of the answer; null where there was none. */
  readonly status: number | null;
  readonly retryAfter: string | undefined;
  /** Of a 202; null otherwise: then the effects are unknown. */
  readonly bulkUuid: string | null;
}

/** What clients did, in the order of the answers; the checker's only source. */
export interface History {
  readonly requests: readonly SentRequest[];
  record(request: SentRequest): void;
  /** Requests that were answered with 202 so far. */
  acknowledged(): number;
  /** Resolves as soon as that many were; rejects, with what was answered instead, when it takes too long. */
  untilAcknowledged(count: number, timeoutMs?: number): Promise<void>;
}

interface Waiting {
  readonly count: number;
  readonly resolve: () => void;
}

const PATIENCE_MS = 60_000;

function describeStatuses(requests: readonly SentRequest[]): string {
  const counts = new Map<number | null, number>();
  for (const { status } of requests) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${String(count)} x ${String(status)}`).join(', ');
}

/** An empty history. */
export function createHistory(): History {
  const requests: SentRequest[] = [];
  const waiting = new Set<Waiting>();
  let acknowledged = 0;
  return {
    requests,
    record: (request) => {
      requests.push(request);
      if (request.bulkUuid !== null) acknowledged += 1;
      for (const one of waiting) {
        if (one.count > acknowledged) continue;
        waiting.delete(one);
        one.resolve();
      }
    },
    acknowledged: () => acknowledged,
    untilAcknowledged: (count, timeoutMs = PATIENCE_MS) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`${String(count)} requests not accepted in time: ${describeStatuses(requests)}`));
        }, timeoutMs);
        const finish = (): void => {
          clearTimeout(timer);
          resolve();
        };
        if (acknowledged >= count) finish();
        else waiting.add({ count, resolve: finish });
      }),
  };
}
