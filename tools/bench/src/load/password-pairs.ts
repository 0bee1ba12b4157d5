import { awaitBulks } from './await-finished';
import { createHttpClient, type HttpClient } from './http-client';
import { refusal, uuidIn } from './run-pass';
import { verifyCounts } from './verify-counts';

/** Bulks to compare: as many of the one kind as of the other. */
export interface PairsInput {
  readonly url: string;
  readonly path: string;
  /** A body a file. */
  readonly withPasswords: readonly string[];
  readonly without: readonly string[];
}

/** What a pair took, in ms from the first byte sent. */
export interface PairTimes {
  /** Until the 202. */
  readonly withMs: number;
  readonly withoutMs: number;
  /** Until all passwords were hashed and the status said finished. */
  readonly appliedMs: number;
}

interface BulkTimes {
  readonly acceptedMs: number;
  readonly appliedMs: number;
}

type Send = (body: Buffer) => Promise<BulkTimes>;

/** Sends pair after pair, each bulk when nothing of the one before is left to be done; who is first alternates. */
export async function runPairs(
  { url, path, ...kinds }: PairsInput,
  read: (file: string) => Buffer,
): Promise<PairTimes[]> {
  const client = createHttpClient(url);
  const [secret, plain] = [kinds.withPasswords, kinds.without].map((files) => files.map(read));
  const send: Send = (body) => sendBulk(client, path, body);
  const times: PairTimes[] = [];
  try {
    for (const [n, body] of (secret ?? []).entries()) {
      const other = plain?.[n];
      if (other === undefined) throw new Error('a bulk has no other to be compared with');
      times.push(await sendPair(send, [body, other], n % 2 === 0));
    }
    return times;
  } finally {
    client.close();
  }
}

async function sendPair(
  send: Send,
  [secret, plain]: [Buffer, Buffer],
  plainFirst: boolean,
): Promise<PairTimes> {
  const early = plainFirst ? await send(plain) : undefined;
  const { acceptedMs, appliedMs } = await send(secret);
  const other = early ?? (await send(plain));
  return { withMs: acceptedMs, withoutMs: other.acceptedMs, appliedMs };
}

async function sendBulk(client: HttpClient, path: string, body: Buffer): Promise<BulkTimes> {
  const startedAt = performance.now();
  const answer = await client.post(path, body);
  const acceptedMs = performance.now() - startedAt;
  if (answer.status !== 202) throw new Error(refusal(path, answer));
  const counts = await awaitBulks(client, [uuidIn(answer.text)]);
  const appliedMs = performance.now() - startedAt;
  verifyCounts(counts, 'succeeded');
  return { acceptedMs, appliedMs };
}
