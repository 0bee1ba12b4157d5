import { assertConserved, type BulkStatus } from './conservation';
import { sendHttp, type HttpAnswer, type HttpCall } from './http';
import { until } from './poll';

export type BulkVerb = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of `GET /bulks/{uuid}/operations`. */
export interface OperationItem {
  readonly id: number;
  readonly key: string;
  readonly state: string;
  readonly attempt: number;
  readonly error: { readonly class: string; readonly code: string; readonly message: string } | null;
  /** Rows of a list that were left out; absent or 0 where none was. */
  readonly rows_failed?: number;
}

/** The body of a 202. */
export interface Receipt {
  readonly bulk_uuid: string;
  readonly request_items: readonly {
    readonly id: number;
    readonly data_hash: string | null;
    readonly status: string;
    readonly error_message?: string;
    readonly error_code?: number;
  }[];
  readonly errors: boolean;
}

/** Sluice as its clients see it. */
export interface Client {
  /** Any call to the public address. */
  send(call: HttpCall): Promise<HttpAnswer>;
  /** Any call with a JSON body. */
  sendJson(method: string, path: string, body: unknown): Promise<HttpAnswer>;
  /** A bulk of products; the store scope is a segment of the path, '' for none. Rejects where it is no 202. */
  sendBulk(verb: BulkVerb, items: readonly unknown[], store?: string): Promise<Receipt>;
  /** The native status; conserved at every read, or it rejects. Undefined for 404 and 503. */
  status(uuid: string): Promise<BulkStatus | undefined>;
  /** Reads the status until it says finished. */
  untilFinished(uuid: string, timeoutMs?: number): Promise<BulkStatus>;
  /** All operations, or those in one state. */
  operations(uuid: string, state?: string): Promise<OperationItem[]>;
  /** Every bulk there is, newest first. */
  bulks(): Promise<BulkStatus[]>;
  /** Magento's view of a product; undefined for 404. */
  readProduct(sku: string, store?: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FINISH_MS = 60_000;
const PAGE = 1000;

/** `/rest` and the store scope. */
export const restPath = (store: string, path: string): string =>
  `/rest${store === '' ? '' : `/${store}`}${path}`;

/** The path of a bulk of products for that verb. */
export const bulkPath = (verb: BulkVerb, store = ''): string =>
  restPath(store, `/async/bulk/V1/products${verb === 'POST' ? '' : '/bySku'}`);

interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

/** Follows the cursors of a list to its end. */
async function readAll<T>(client: Pick<Client, 'send'>, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const joint = path.includes('?') ? '&' : '?';
    const suffix: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const answer = await client.send({ path: `${path}${joint}limit=${String(PAGE)}${suffix}` });
    if (answer.status !== 200) throw new Error(`${path}: ${String(answer.status)} ${answer.text}`);
    const page = answer.json as Page<T>;
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
}

const expectStatus = (answer: HttpAnswer, wanted: number, what: string): HttpAnswer => {
  if (answer.status === wanted) return answer;
  throw new Error(
    `${what}: ${String(answer.status)} instead of ${String(wanted)}: ${answer.text.slice(0, 1000)}`,
  );
};

/** A client of a running instance; it remembers every status it read, to compare the next one with. */
export function createClient(instance: { readonly url: string }): Client {
  const lastRead = new Map<string, BulkStatus>();
  const send = (call: HttpCall): Promise<HttpAnswer> => sendHttp(instance.url, call);
  const sendJson = (method: string, path: string, body: unknown): Promise<HttpAnswer> =>
    send({ method, path, headers: JSON_TYPE, body: JSON.stringify(body) });

  const status = async (uuid: string): Promise<BulkStatus | undefined> => {
    const answer = await send({ path: `/bulks/${uuid}` });
    if (answer.status === 404 || answer.status === 503) return undefined;
    const read = expectStatus(answer, 200, `status of ${uuid}`).json as BulkStatus;
    assertConserved(read, lastRead.get(uuid));
    lastRead.set(uuid, read);
    return read;
  };

  return {
    send,
    sendJson,
    sendBulk: async (verb, items, store = '') => {
      const answer = await sendJson(verb, bulkPath(verb, store), items);
      return expectStatus(answer, 202, `${verb} of ${String(items.length)} items`).json as Receipt;
    },
    status,
    untilFinished: async (uuid, timeoutMs = FINISH_MS) => {
      const finished = async (): Promise<BulkStatus | undefined> => {
        const read = await status(uuid);
        return read?.state === 'finished' ? read : undefined;
      };
      return until(finished, { what: `bulk ${uuid} finished`, timeoutMs }).catch((error: unknown) => {
        throw new Error(`unfinished: ${JSON.stringify(lastRead.get(uuid))}`, { cause: error });
      });
    },
    operations: (uuid, state) =>
      readAll<OperationItem>(
        { send },
        `/bulks/${uuid}/operations${state === undefined ? '' : `?state=${state}`}`,
      ),
    bulks: () => readAll<BulkStatus>({ send }, '/bulks'),
    readProduct: async (sku, store = '') => {
      const answer = await send({ path: restPath(store, `/V1/products/${encodeURIComponent(sku)}`) });
      if (answer.status === 404) return undefined;
      return expectStatus(answer, 200, `product ${sku}`).json as Record<string, unknown>;
    },
  };
}
