import type { RejectStore, TallyQuery } from '@sluice/ports';
import type { BulkChunk, Outcome } from '@sluice/schemas';
import { foldChunk } from '../fold-chunk';
import { header, memoryBulks, openChunk, outcome } from '../memory-bulks.fixture';
import { statusOf, viewsOf } from '../operation-views';
import { startTime } from './start-time';

export const uuid = (n: number): string => `0b0e7d3c-0000-4000-8000-${String(n).padStart(12, '0')}`;
const TOPICS = ['async.a.post', 'async.a.put', 'sluice.x'];
export const START = Date.UTC(2026, 0, 31, 16, 7, 53);

export type Fate = Outcome['state'] | 'retriable' | 'open';

const fold = (chunk: BulkChunk, fates: readonly Fate[]): BulkChunk => {
  const outcomes = [...chunk.states.keys()].flatMap((position) => {
    const fate = fates[position % fates.length] ?? 'open';
    const id = chunk.index * 1_000 + position;
    if (fate === 'open') return [];
    if (fate === 'retriable')
      return [outcome(id, 'failed', { class: 'retriable', code: 'busy', message: `busy ${String(id)}` })];
    if (fate === 'failed')
      return [outcome(id, 'failed', { code: 'gone', message: `Gone ${String(id % 3)}` })];
    return [outcome(id, fate, { result: `{"id":${String(id)}}` })];
  });
  return foldChunk(chunk, outcomes, START) ?? chunk;
};

export interface Sample {
  readonly size: number;
  readonly fates: readonly Fate[];
  readonly second: number;
  readonly owner: string | null;
}

/** A store with these bulks, their operations as plain rows in natural order, and what was read of it. */
export async function storeOf(samples: readonly Sample[]) {
  const bulks = memoryBulks();
  const rows: Record<string, unknown>[] = [];
  const bulkList = samples.map(({ size, fates, second, owner }, n) => {
    const bulkUuid = uuid((n * 7) % 1_000);
    const facts = header({
      bulkUuid,
      owner,
      acceptedAt: START + second * 400,
      description: TOPICS[n % 3] ?? '',
      size,
    });
    const count = Math.max(1, Math.ceil(size / 1_000));
    const chunks = Array.from({ length: count }, (_, index) => {
      const open = openChunk(Math.min(1_000, size - index * 1_000), index);
      return fold({ ...open, bulkUuid }, fates);
    });
    return { header: facts, chunks };
  });
  await bulks.insert(bulkList);
  const ordered = [...bulkList].sort(
    (a, b) => a.header.acceptedAt - b.header.acceptedAt || (a.header.bulkUuid < b.header.bulkUuid ? -1 : 1),
  );
  for (const { header: facts, chunks } of ordered) {
    for (const view of chunks.flatMap((chunk) => viewsOf(chunk, 0))) {
      const status = statusOf(view);
      rows.push({
        id: view.id,
        bulk_uuid: facts.bulkUuid,
        topic_name: facts.description,
        start_time: startTime(facts.acceptedAt),
        status,
        result_message: view.error?.message ?? null,
        error_code: view.error?.code ?? null,
        serialized_data: view.state === 'failed' ? JSON.stringify([{ sku: view.id }]) : null,
        result_serialized_data: view.result,
        owner: facts.owner,
      });
    }
  }
  const reads = { chunks: 0, tallies: 0 };
  const counted = {
    ...bulks,
    readChunks: (refs: Parameters<typeof bulks.readChunks>[0]) => {
      reads.chunks += refs.length;
      return bulks.readChunks(refs);
    },
    searchTallies: (query: TallyQuery) => {
      reads.tallies += 1;
      return bulks.searchTallies(query);
    },
  };
  const rejects: RejectStore = {
    save: () => Promise.resolve(),
    read: (bulkUuid, ids) =>
      Promise.resolve(
        new Map(
          ids.map((operationId) => {
            const message = JSON.stringify({ sku: operationId });
            const firstPosition = { epoch: 1, partition: 0, offset: 0 };
            return [operationId, [{ bulkUuid, operationId, attempt: 1, part: 0, message, firstPosition }]];
          }),
        ),
      ),
  };
  return { deps: { bulks: counted, rejects }, rows, reads };
}
