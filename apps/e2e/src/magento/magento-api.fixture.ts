import type { Client, Receipt } from '../harness/client';
import type { HttpAnswer } from '../harness/http';
import type { Call, Form, JsonObject } from './route-call.fixture';

/** An operation as Magento's detailed status and the native one show it. */
export interface Operation {
  readonly status: number;
  readonly message: string | null;
  /** `result_serialized_data`, parsed. */
  readonly result: unknown;
  readonly rowsFailed: number;
}

/** Magento's door as an integration uses it. */
export interface MagentoApi {
  readonly client: Client;
  /** A synchronous call that must succeed; answers its body. */
  readonly call: (verb: string, path: string, body?: unknown) => Promise<unknown>;
  /** A synchronous read; answers code and body. */
  readonly read: (path: string, store?: string) => Promise<HttpAnswer>;
  /** Sends these calls of a row in that form; several make one bulk. */
  readonly send: (route: string, form: Form, calls: readonly Call[]) => Promise<HttpAnswer>;
  /** Follows an accepted bulk to its end. */
  readonly outcomes: (receipt: Receipt) => Promise<readonly Operation[]>;
}

const PREFIX = { sync: '/rest/V1', async: '/rest/async/V1', bulk: '/rest/async/bulk/V1' } as const;

/** The literal path of the bulk form: `/:sku` becomes `/bySku` (contract magento-bulk 1). */
export const bulkPathOf = (path: string): string =>
  path.replace(/\/:([^/])/g, (_, first: string) => `/by${first.toUpperCase()}`);

const withValues = (path: string, values: Readonly<Record<string, string>> = {}): string =>
  path.replace(/:([^/]+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path}: no value for ${name}`);
    return encodeURIComponent(value);
  });

const without = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The body of a single call: what the path says is left out. */
function singleBody({ path = {}, item, inPath = [] }: Call): JsonObject {
  const own = Object.entries(without(item, Object.keys(path)));
  return Object.fromEntries(
    own.map(([name, value]) => {
      const hidden = inPath.filter(([argument]) => argument === name).map(([, property]) => property);
      return [name, hidden.length === 0 ? value : without(value as JsonObject, hidden)];
    }),
  );
}

interface Shown {
  readonly operations_list: readonly {
    readonly id: number;
    readonly status: number;
    readonly result_message: string | null;
    readonly result_serialized_data: string | null;
  }[];
}

const parsed = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));

async function outcomesOf(client: Client, { bulk_uuid: uuid }: Receipt): Promise<Operation[]> {
  const { counts } = await client.untilFinished(uuid);
  const [answer, operations] = await Promise.all([
    client.send({ path: `/rest/V1/bulk/${uuid}/detailed-status` }),
    client.operations(uuid),
  ]);
  const rows = new Map(operations.map(({ id, rows_failed: count }) => [id, count ?? 0]));
  expect(counts.rows_failed ?? 0).toBe([...rows.values()].reduce((sum, count) => sum + count, 0));
  return (answer.json as Shown).operations_list.map((shown) => ({
    status: shown.status,
    message: shown.result_message,
    result: parsed(shown.result_serialized_data),
    rowsFailed: rows.get(shown.id) ?? 0,
  }));
}

const sync = (path: string, store = ''): string => `/rest${store === '' ? '' : `/${store}`}/V1${path}`;

async function send(client: Client, route: string, { form, calls }: { form: Form; calls: readonly Call[] }) {
  const [verb = '', path = ''] = route.split(' ');
  const [first = { item: {} }] = calls;
  if (form === 'bulk') {
    const items = calls.map(({ item }) => item);
    return client.sendJson(verb, `${PREFIX.bulk}${bulkPathOf(path)}`, items);
  }
  const body = singleBody(first);
  const address = `${PREFIX[form]}${withValues(path, first.path)}`;
  // A DELETE that says all in its path has no body, as clients send it.
  if (verb === 'DELETE' && Object.keys(body).length === 0)
    return client.send({ method: verb, path: address });
  return client.sendJson(verb, address, body);
}

/** Magento's door of a running instance. */
export const createMagentoApi = (client: Client): MagentoApi => ({
  client,
  call: async (verb, path, body) => {
    const answer = await client.sendJson(verb, sync(path), body ?? {});
    if (answer.status === 200) return answer.json;
    throw new Error(`${verb} ${path}: ${String(answer.status)} ${answer.text.slice(0, 500)}`);
  },
  read: (path, store) => client.send({ path: sync(path, store) }),
  send: (route, form, calls) => send(client, route, { form, calls }),
  outcomes: (receipt) => outcomesOf(client, receipt),
});

/** `?searchCriteria...` for one field. */
export const searchFor = (field: string, value: string, condition = 'eq'): string => {
  const filter = 'searchCriteria[filter_groups][0][filters][0]';
  return `?${filter}[field]=${field}&${filter}[value]=${encodeURIComponent(value)}&${filter}[condition_type]=${condition}`;
};

/** Expects that a read answers 200 and a body with these properties. */
export async function expectRead(api: MagentoApi, path: string, body: unknown): Promise<void> {
  const answer = await api.read(path);
  expect({ path, status: answer.status, body: answer.json }).toMatchObject({ path, status: 200, body });
}

/** Expects that nothing is there any more. */
export async function expectGone(api: MagentoApi, path: string): Promise<void> {
  const answer = await api.read(path);
  expect({ path, status: answer.status }).toEqual({ path, status: 404 });
}
