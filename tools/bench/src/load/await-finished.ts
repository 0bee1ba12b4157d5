import { setTimeout as delay } from 'node:timers/promises';
import type { HttpClient } from './http-client';
import { runConcurrently } from './run-concurrently';

/** The counts of a bulk that the benchmark checks; of wrong rows inside items where the status counts them. */
export type BulkCounts = Readonly<
  Record<'accepted' | 'open' | 'succeeded' | 'unchanged' | 'failed' | 'rejected', number> & {
    rows_failed?: number;
  }
>;

interface BulkStatus {
  readonly bulk_uuid: string;
  readonly state: string;
  readonly counts: BulkCounts;
}

/** Long enough to take next to nothing from what is measured, short beside the shortest pass. */
const POLL_MS = 20;
const PATIENCE_MS = 300_000;
const STATUS_REQUESTS = 4;
const PAGE = 1_000;

/** Resolves to the counts of every bulk when the status of each says finished; the last one accepted is asked first. */
export async function awaitBulks(client: HttpClient, uuids: readonly string[]): Promise<BulkCounts[]> {
  const last = uuids.at(-1);
  if (last !== undefined) await awaitBulk(client, last);
  return runConcurrently(uuids, STATUS_REQUESTS, (uuid) => awaitBulk(client, uuid));
}

async function awaitBulk(client: HttpClient, uuid: string): Promise<BulkCounts> {
  return poll(async () => {
    const { state, counts } = await read<BulkStatus>(client, `/bulks/${uuid}`);
    return state === 'finished' ? counts : undefined;
  }, `bulk ${uuid} is not finished`);
}

/** Resolves when no bulk is in any state but finished: for many bulks, where asking for each one would take too long. */
export async function awaitNoneOpen(client: HttpClient): Promise<void> {
  // In this order: a bulk goes from accepted to running and never back.
  for (const state of ['accepted', 'running']) {
    await poll(async () => {
      const { items } = await read<{ items: BulkStatus[] }>(client, `/bulks?state=${state}&limit=1`);
      return items.length === 0 ? true : undefined;
    }, `some bulk is still ${state}`);
  }
}

/** The counts of the newest bulks, as the list tells them. */
async function readNewest(client: HttpClient, count: number): Promise<Map<string, BulkCounts>> {
  const found = new Map<string, BulkCounts>();
  let cursor = '';
  while (found.size < count) {
    const { items, next_cursor: next } = await read<{ items: BulkStatus[]; next_cursor: string | null }>(
      client,
      `/bulks?limit=${PAGE}${cursor}`,
    );
    for (const { bulk_uuid: uuid, counts } of items) found.set(uuid, counts);
    if (next === null) break;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  return found;
}

/** The counts of these bulks, as far as they are among as many newest ones. */
export async function countsOf(client: HttpClient, uuids: readonly string[]): Promise<BulkCounts[]> {
  const newest = await readNewest(client, uuids.length);
  return uuids.flatMap((uuid) => newest.get(uuid) ?? []);
}

async function read<T>(client: HttpClient, path: string): Promise<T> {
  const { status, text } = await client.get(path);
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

async function poll<T>(look: () => Promise<T | undefined>, complaint: string): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`${complaint} after ${PATIENCE_MS / 1000} s`);
    await delay(POLL_MS);
  }
}
