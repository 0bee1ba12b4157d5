import { readFileSync } from 'node:fs';
import { serveTasks } from '../processes/worker-protocol';
import { awaitBulks, awaitNoneOpen, readNewest, type BulkCounts } from './await-finished';
import { createHttpClient, type HttpClient } from './http-client';
import { percentile } from './percentile';
import { runConcurrently } from './run-concurrently';

/** A pass over bodies that were loaded before. */
export interface PassInput {
  readonly url: string;
  /** The public route that every body is posted to. */
  readonly path: string;
  /** Requests in flight at one moment. */
  readonly concurrency: number;
  /** The state that every item must end in: a pass that measures something else is no measurement. */
  readonly expected: 'succeeded' | 'unchanged';
}

/** What a pass took, seen from outside. */
export interface PassResult {
  /** From the first byte sent until the status of everything says finished. */
  readonly elapsedMs: number;
  readonly acceptP50Ms: number;
  readonly acceptP99Ms: number;
}

let bodies: readonly Buffer[] = [];

/** The tasks of the load process: everything is in memory before anything is timed. */
export const loadTasks = {
  /** A body a file. */
  loadBulks: async (files: readonly string[]): Promise<void> => {
    bodies = files.map((file) => readFileSync(file));
  },
  /** A body a line. */
  loadSingles: async (files: readonly string[]): Promise<void> => {
    bodies = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => Buffer.from(line)),
    );
  },
  runBulks: (input: PassInput): Promise<PassResult> => runPass(input, awaitBulks),
  runSingles: (input: PassInput): Promise<PassResult> =>
    runPass(input, async (client) => {
      await awaitNoneOpen(client);
      return undefined;
    }),
} as const;

type Await = (client: HttpClient, uuids: readonly string[]) => Promise<BulkCounts[] | undefined>;

async function runPass(input: PassInput, awaitFinished: Await): Promise<PassResult> {
  const client = createHttpClient(input.url);
  const latencies: number[] = [];
  try {
    const startedAt = performance.now();
    const uuids = await runConcurrently(bodies, input.concurrency, async (body) => {
      const sentAt = performance.now();
      const uuid = await sendBody(client, input.path, body);
      latencies.push(performance.now() - sentAt);
      return uuid;
    });
    const counts = await awaitFinished(client, uuids);
    const elapsedMs = performance.now() - startedAt;
    verify(input, uuids, counts ?? (await countsOf(client, uuids)));
    return {
      elapsedMs,
      acceptP50Ms: percentile(latencies, 0.5),
      acceptP99Ms: percentile(latencies, 0.99),
    };
  } finally {
    client.close();
  }
}

async function sendBody(client: HttpClient, path: string, body: Buffer): Promise<string> {
  const { status, text } = await client.post(path, body);
  if (status !== 202) throw new Error(`POST ${path}: ${status} ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { bulk_uuid: string }).bulk_uuid;
}

async function countsOf(client: HttpClient, uuids: readonly string[]): Promise<BulkCounts[]> {
  const newest = await readNewest(client, uuids.length);
  return uuids.flatMap((uuid) => newest.get(uuid) ?? []);
}

function verify({ expected, path }: PassInput, uuids: readonly string[], counts: BulkCounts[]): void {
  const off = counts.find((bulk) => bulk[expected] !== bulk.accepted || bulk.open + bulk.rejected > 0);
  if (off !== undefined) throw new Error(`${path}: not all ${expected}: ${JSON.stringify(off)}`);
  if (counts.length !== uuids.length) throw new Error(`${uuids.length - counts.length} bulks have no status`);
}

serveTasks(loadTasks);
