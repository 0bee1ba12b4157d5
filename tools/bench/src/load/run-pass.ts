import { countsOf, type BulkCounts } from './await-finished';
import { createHttpClient, type HttpClient } from './http-client';
import { openLightClient, toRequest } from './light-client';
import { percentile } from './percentile';
import type { HttpAnswer } from './read-answer';
import { runConcurrently } from './run-concurrently';
import { verifyCounts, type ExpectedState } from './verify-counts';

/** A pass over bodies that were loaded before. */
export interface PassInput {
  readonly url: string;
  /** The public route that every body is posted to. */
  readonly path: string;
  /** Requests in flight at one moment. */
  readonly concurrency: number;
  readonly expected: ExpectedState;
}

/** What a pass took, seen from outside; both times start with the first byte sent. */
export interface PassResult {
  /** Until the last 202. */
  readonly acceptedMs: number;
  /** Until the status of everything says finished. */
  readonly elapsedMs: number;
  readonly acceptP50Ms: number;
  readonly acceptP99Ms: number;
}

/** How a pass sends and waits. */
export interface PassWay<Sent> {
  /** What goes out of each body, made before anything is timed. */
  readonly prepare: (body: Buffer) => Sent;
  readonly send: (sent: Sent) => Promise<HttpAnswer>;
  /** Resolves when everything is finished, with the counts of the bulks where it learned them. */
  readonly awaitFinished: (client: HttpClient, uuids: () => string[]) => Promise<BulkCounts[] | undefined>;
}

/** Sends every body, waits until all is finished, then checks that all ended as expected. */
export async function runPass<Sent>(
  input: PassInput,
  bodies: readonly Buffer[],
  openWay: (client: HttpClient) => PassWay<Sent>,
): Promise<PassResult> {
  const client = createHttpClient(input.url);
  try {
    const way = openWay(client);
    const requests = bodies.map(way.prepare);
    const latencies: number[] = [];
    const startedAt = performance.now();
    const answers = await runConcurrently(requests, input.concurrency, async (request) => {
      const sentAt = performance.now();
      const answer = await way.send(request);
      latencies.push(performance.now() - sentAt);
      if (answer.status !== 202) throw new Error(refusal(input.path, answer));
      return answer.text;
    });
    const acceptedMs = performance.now() - startedAt;
    const uuids = (): string[] => answers.map(uuidIn);
    const counts = await way.awaitFinished(client, uuids);
    const elapsedMs = performance.now() - startedAt;
    await verify(client, uuids(), { ...input, counts });
    const [acceptP50Ms, acceptP99Ms] = [percentile(latencies, 0.5), percentile(latencies, 0.99)];
    return { acceptedMs, elapsedMs, acceptP50Ms, acceptP99Ms };
  } finally {
    client.close();
  }
}

/** The same over connections that cost next to nothing, for thousands of requests a second. */
export async function runLightPass(
  input: PassInput,
  bodies: readonly Buffer[],
  awaitFinished: PassWay<Buffer>['awaitFinished'],
): Promise<PassResult> {
  const light = await openLightClient(input.url, input.concurrency);
  try {
    return await runPass(input, bodies, () => ({
      prepare: (body) => toRequest(input.url, input.path, body),
      send: light.send,
      awaitFinished,
    }));
  } finally {
    light.close();
  }
}

/** What an answer says that is no 202, in a line. */
export const refusal = (path: string, { status, text }: HttpAnswer): string =>
  `POST ${path}: ${status} ${text.slice(0, 300)}`;

/** The bulk that a 202 names. */
export const uuidIn = (text: string): string => (JSON.parse(text) as { bulk_uuid: string }).bulk_uuid;

interface Outcome extends PassInput {
  readonly counts: BulkCounts[] | undefined;
}

async function verify(
  client: HttpClient,
  uuids: readonly string[],
  { path, expected, counts }: Outcome,
): Promise<void> {
  const known = counts ?? (await countsOf(client, uuids));
  if (known.length !== uuids.length) throw new Error(`${uuids.length - known.length} bulks have no status`);
  try {
    verifyCounts(known, expected);
  } catch (cause) {
    throw new Error(`${path}: ${(cause as Error).message}`, { cause });
  }
}
