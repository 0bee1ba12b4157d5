import type { Client } from './client';
import type { BulkStatus } from './conservation';
import type { History, SentItem, SentRequest } from './history';
import { LOAD_STORE } from './load';

/** How long the checker waits, and for how long after its end a request without a 202 may still take effect. */
export interface CheckOptions {
  readonly client: Client;
  readonly history: History;
  /** Until every bulk is finished. */
  readonly finishMs?: number;
  /** A killed gateway sends nothing more (0); a broker that stood still may take a send long after its request. */
  readonly lingerMs?: number;
}

/** What was checked, for a test to see that it was enough. */
export interface CheckReport {
  readonly accepted: number;
  readonly unknown: number;
  readonly bulks: number;
  readonly keys: number;
}

const NOT_FOUND = "The product that was requested doesn't exist. Verify the product and try again.";
const SHOWN = 10;

/** Every item behind a 202 was applied, or was the deletion of what was not there: nothing else may become of it. */
async function checkAccepted(client: Client, request: SentRequest, status: BulkStatus): Promise<string[]> {
  const { counts } = status;
  const uuid = status.bulk_uuid;
  const complaints =
    counts.accepted === request.items.length
      ? []
      : [`${uuid}: ${String(counts.accepted)} of ${String(request.items.length)} items`];
  if (counts.failed === 0) return complaints;
  const failed = await client.operations(uuid, 'failed');
  const wrong = failed.filter(({ error }) => request.verb !== 'DELETE' || error?.message !== NOT_FOUND);
  return [...complaints, ...wrong.map((item) => `${uuid}: a 202 was lost: ${JSON.stringify(item)}`)];
}

/** Every bulk that can be found ends; those behind a 202 can all be found. */
async function checkBulks({
  client,
  history,
  finishMs = 60_000,
}: CheckOptions): Promise<{ found: number; complaints: string[] }> {
  const listed = new Set((await client.bulks()).map((bulk) => bulk.bulk_uuid));
  const byUuid = new Map(
    history.requests.flatMap((request) => (request.bulkUuid === null ? [] : [[request.bulkUuid, request]])),
  );
  const complaints = [...byUuid.keys()]
    .filter((uuid) => !listed.has(uuid))
    .map((uuid) => `${uuid}: a 202 is not listed`);
  const deadline = Date.now() + finishMs;
  for (const uuid of listed) {
    const status = await client.untilFinished(uuid, Math.max(1, deadline - Date.now()));
    const request = byUuid.get(uuid);
    if (request !== undefined) complaints.push(...(await checkAccepted(client, request, status)));
  }
  return { found: listed.size, complaints };
}

interface Write extends SentItem {
  readonly request: SentRequest;
  /** Whether a later item of the same request is about the same key. */
  readonly overtaken: boolean;
}

function writesByKey(history: History): Map<string, Write[]> {
  const byKey = new Map<string, Write[]>();
  for (const request of history.requests) {
    const last = new Map(request.items.map((item, index) => [item.key, index]));
    request.items.forEach((item, index) => {
      const write = { ...item, request, overtaken: last.get(item.key) !== index };
      byKey.set(item.key, [...(byKey.get(item.key) ?? []), write]);
    });
  }
  return byKey;
}

/**
 * The writes that may have come last: an accepted one unless another accepted request began after its answer; one
 * without a 202 unless its time was over before such a request began.
 */
export function lastWrites(writes: readonly Write[], lingerMs: number): Write[] {
  const accepted = writes.filter(({ request }) => request.bulkUuid !== null);
  const lastStart = Math.max(-Infinity, ...accepted.map(({ request }) => request.sentAt));
  return writes.filter(({ request, overtaken }) =>
    request.bulkUuid === null
      ? request.endedAt + lingerMs >= lastStart
      : !overtaken && request.endedAt >= lastStart,
  );
}

const describe = (name: string | null, price: number): string =>
  name === null ? 'deleted' : `${name} at ${String(price)}`;

/** The document is what one of the writes that may have come last made of it: all of it, and nothing else. */
async function checkKey(
  client: Client,
  key: string,
  { writes, lingerMs }: { writes: readonly Write[]; lingerMs: number },
): Promise<string[]> {
  const candidates = lastWrites(writes, lingerMs);
  const allowed = new Set(candidates.map(({ name, price }) => describe(name, price)));
  const untouched = writes.every(({ request }) => request.bulkUuid === null);
  if (untouched) allowed.add('deleted');
  const product = await client.readProduct(key, LOAD_STORE);
  const found =
    product === undefined ? 'deleted' : describe(String(product['name']), Number(product['price']));
  return allowed.has(found) ? [] : [`${key} is ${found}, expected ${[...allowed].join(' or ')}`];
}

/**
 * The one checker behind all fault tests: after the faults are over, every bulk ends with conserved counts, every item
 * behind a 202 was applied, and every document is the last accepted value of its key. Rejects with all it found wrong.
 */
export async function checkHistory(options: CheckOptions): Promise<CheckReport> {
  const { client, history, lingerMs = 0 } = options;
  const { found, complaints } = await checkBulks(options);
  const byKey = writesByKey(history);
  for (const [key, writes] of byKey) complaints.push(...(await checkKey(client, key, { writes, lingerMs })));
  if (complaints.length > 0) {
    const shown = complaints.slice(0, SHOWN).join('\n');
    throw new Error(`${String(complaints.length)} broken promises:\n${shown}`);
  }
  const accepted = history.acknowledged();
  return { accepted, unknown: history.requests.length - accepted, bulks: found, keys: byKey.size };
}
