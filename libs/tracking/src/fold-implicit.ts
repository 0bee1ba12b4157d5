import type { BulkStore, ChunkWrite } from '@sluice/ports';
import type { BulkChunk, BulkHeader, BulkSummary, Outcome, OutcomeEvent } from '@sluice/schemas';
import { foldChunk, implicitChunk } from './fold-chunk';
import { openImplicit, touchImplicit, unseen, type ImplicitContext } from './implicit-bulk';
import { topicName } from './topic-name';

/** The outcomes of one bulk that nobody stored, as one batch brought them. */
export interface ImplicitFold {
  readonly event: OutcomeEvent;
  readonly byChunk: ReadonlyMap<number, readonly Outcome[]>;
  /** What is stored of it; null where this is its first outcome. */
  readonly summary: BulkSummary | null;
  readonly context: ImplicitContext;
  /** Write the head even if no item changes: a round before this one wrote the items and lost the head. */
  readonly force: boolean;
}

interface FoldedChunk {
  readonly after: BulkChunk;
  readonly expectedRevision: number;
}

const bulkCopies = (header: BulkHeader): ChunkWrite['bulk'] => ({
  acceptedAt: header.acceptedAt,
  dialect: header.dialect,
  entity: header.entity,
  description: topicName(header),
  owner: header.owner,
});

async function readChunks(bulks: BulkStore, { event, byChunk }: ImplicitFold): Promise<BulkChunk[]> {
  const indexes = [...new Set([0, ...byChunk.keys()])];
  const chunks = await bulks.readChunks(indexes.map((index) => ({ bulkUuid: event.bulk_uuid, index })));
  return chunks.map((chunk, at) => chunk ?? implicitChunk(event.bulk_uuid, indexes[at] ?? 0));
}

interface Head {
  readonly head: FoldedChunk;
  readonly others: readonly FoldedChunk[];
  readonly header: BulkHeader;
  readonly summary: BulkSummary | null;
}

/** The head with what it has to know of the whole bulk: the header, and how much is declared but not seen. */
function headWrite({ head, others, header, summary }: Head): ChunkWrite {
  const changed = new Map([head, ...others].map((one) => [one.after.index, one.after]));
  const untouched = (summary?.tallies ?? []).filter((tally) => !changed.has(tally.index));
  const tallies = [...untouched, ...[...changed.values()].map((chunk) => ({ ...chunk, rowsFailed: 0 }))];
  const pending = head.after.counts.open + unseen({ header, tallies });
  return {
    chunk: { ...head.after, pending },
    expectedRevision: head.expectedRevision,
    header,
    bulk: bulkCopies(header),
  };
}

/**
 * The writes that fold outcomes into an implicit bulk. Each of them also writes chunk 0, whose revision thus guards
 * the sum over all chunks: two folds of one bulk cannot both count the same items as unseen.
 */
export async function foldImplicit(bulks: BulkStore, fold: ImplicitFold): Promise<ChunkWrite[]> {
  const { event, byChunk, summary, context } = fold;
  const folded = (await readChunks(bulks, fold)).map((chunk) => {
    const after = foldChunk(chunk, byChunk.get(chunk.index) ?? [], context.now);
    return { chunk, after, expectedRevision: chunk.revision };
  });
  if (!fold.force && folded.every((one) => one.after === null)) return [];
  const opened = summary?.header ?? openImplicit(event, context);
  const header = touchImplicit(opened, event, context.now);
  const changed = folded.flatMap(({ after, expectedRevision }) =>
    after === null ? [] : [{ after, expectedRevision }],
  );
  const others = changed.filter((one) => one.after.index !== 0);
  const head =
    changed.find((one) => one.after.index === 0) ??
    untouchedHead(folded[0]?.chunk ?? implicitChunk(event.bulk_uuid, 0));
  return [
    ...others.map(({ after, expectedRevision }) => ({
      chunk: after,
      expectedRevision,
      bulk: bulkCopies(header),
    })),
    headWrite({ head, others, header, summary }),
  ];
}

const untouchedHead = (chunk: BulkChunk): FoldedChunk => ({
  after: { ...chunk, revision: chunk.revision + 1 },
  expectedRevision: chunk.revision,
});
