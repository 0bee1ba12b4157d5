import { setTimeout as delay } from 'node:timers/promises';
import { bulkPath, type BulkVerb, type Client, type Receipt } from './client';
import { createHistory, type History, type SentItem } from './history';
import type { HttpAnswer } from './http';
import type { Prng } from './prng';

/** How much to send. */
export interface LoadOptions {
  readonly client: Client;
  readonly prng: Prng;
  /** Clients that send at the same time, each one request at a time. */
  readonly clients?: number;
  /** Keys of each client's own; a tenth as many are written by all of them. */
  readonly keys?: number;
  /** The largest bulk. */
  readonly maxItems?: number;
}

/** A load that goes on until it is stopped. */
export interface Load {
  readonly history: History;
  /** Sends nothing more; resolves when every request has been answered or has failed. */
  stop(): Promise<void>;
}

/** Every scope, so that a product read there shows exactly what was written last. */
export const LOAD_STORE = 'all';
const VERBS: readonly [BulkVerb, ...BulkVerb[]] = ['POST', 'POST', 'PUT', 'PUT', 'PATCH', 'DELETE'];
const JSON_TYPE = { 'content-type': 'application/json' };
/** After a refusal a client waits as a client would, but not as long as Retry-After asks. */
const AGAIN_MS = 100;

interface Sender {
  readonly id: number;
  readonly prng: Prng;
  readonly options: Required<LoadOptions>;
  readonly history: History;
}

/** Bulk sizes from 1 to the largest, small ones more often. */
const sizeOf = (prng: Prng, maxItems: number): number =>
  Math.min(maxItems, Math.max(1, Math.floor(maxItems ** prng.next())));

const DEFAULTS = { clients: 4, keys: 60, maxItems: 200 };
const commonKeys = (keys: number): number => Math.ceil(keys / 10);
const commonSku = (number: number): string => `Common-${String(number)}`;
const ownSku = (id: number, number: number): string => `Own${String(id)}-${String(number)}`;

/** Every sku that a load of that size may write. */
export function skusOfLoad({ clients = DEFAULTS.clients, keys = DEFAULTS.keys } = {}): string[] {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const own = Array.from({ length: clients }, (_, id) => numbers(keys).map((number) => ownSku(id, number)));
  return [...numbers(commonKeys(keys)).map(commonSku), ...own.flat()];
}

function skuOf({ id, prng, options }: Sender): string {
  const common = prng.next() < 0.1;
  const number = prng.int(1, common ? commonKeys(options.keys) : options.keys);
  const sku = common ? commonSku(number) : ownSku(id, number);
  return prng.next() < 0.2 ? sku.toUpperCase() : sku;
}

function itemsOf(sender: Sender, verb: BulkVerb, round: number): SentItem[] {
  const { prng, id, options } = sender;
  return Array.from({ length: sizeOf(prng, options.maxItems) }, (_, index) => {
    const sku = skuOf(sender);
    const name = verb === 'DELETE' ? null : `c${String(id)}-r${String(round)}-i${String(index)}`;
    return { sku, key: sku.toLowerCase(), name, price: prng.int(1, 99_999) / 100 };
  });
}

const bodyOf = (items: readonly SentItem[]): string =>
  JSON.stringify(
    items.map(({ sku, name, price }) =>
      name === null ? { sku } : { product: { sku, name, price, status: 1, visibility: 4 } },
    ),
  );

async function sendOne({ prng, options, history, ...rest }: Sender, round: number): Promise<boolean> {
  const verb = prng.pick(VERBS);
  const items = itemsOf({ prng, options, history, ...rest }, verb, round);
  const sentAt = performance.now();
  const answer: HttpAnswer | null = await options.client
    .send({ method: verb, path: bulkPath(verb, LOAD_STORE), headers: JSON_TYPE, body: bodyOf(items) })
    .catch(() => null);
  const accepted = answer?.status === 202;
  history.record({
    verb,
    items,
    sentAt,
    endedAt: performance.now(),
    status: answer?.status ?? null,
    retryAfter: answer?.headers['retry-after'],
    bulkUuid: accepted ? (answer.json as Receipt).bulk_uuid : null,
  });
  return accepted;
}

/** Starts clients that create, update and delete products of a bounded key set, in every scope, until stopped. */
export function startLoad(given: LoadOptions): Load {
  const options = { ...DEFAULTS, ...given };
  const history = createHistory();
  const stopped = { now: false };
  const run = async (id: number, prng: Prng): Promise<void> => {
    for (let round = 0; !stopped.now; round += 1) {
      const accepted = await sendOne({ id, prng, options, history }, round);
      if (!accepted) await delay(AGAIN_MS);
    }
  };
  const running = Array.from({ length: options.clients }, (_, id) => run(id, options.prng.fork()));
  return {
    history,
    stop: async () => {
      stopped.now = true;
      await Promise.all(running);
    },
  };
}
