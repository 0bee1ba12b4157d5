import type { mongo } from 'mongoose';
import type { ChunkPlace, SearchTally, TallyPage, TallyQuery } from '@sluice/ports';
import { OPERATION_STATUSES, type OperationStatus } from '@sluice/schemas';
import { SEARCH_INDEX, SEARCH_KEYS, UNIFORM, type ChunkRecord, type TallyFields } from './chunk-record';
import { chunksOf } from './list-bulks';

type Chunks = mongo.Collection<ChunkRecord>;
type Filter = mongo.Filter<ChunkRecord>;

type SearchRecord = Pick<ChunkRecord, 'at' | 'uuid' | 'index' | 'tally' | 'description'>;

const SEARCHED = { _id: 0, at: 1, uuid: 1, index: 1, tally: 1, description: 1 } as const;

const { uniform: _uniform, owner: _owner, ...SHOWN } = SEARCH_KEYS;

/** The fields one by one, as the index has them: `tally` as a whole stands in none. */
const COVERED = { _id: 0, ...SHOWN } as const;

const FIELD_OF: Readonly<Record<OperationStatus, keyof TallyFields>> = {
  1: 'complete',
  2: 'retriable',
  3: 'final',
  4: 'open',
  5: 'rejected',
};

/** Chunks read at a time: of those whose operations differ, many may hold none that is wanted. */
const BATCH = 1_000;

const wantedFields = ({ statuses }: TallyQuery): (keyof TallyFields)[] =>
  OPERATION_STATUSES.filter((status) => statuses.includes(status)).map((status) => FIELD_OF[status]);

/** Values from outside stand behind an operator, where an object could not be one itself. */
const filtersOf = (query: TallyQuery, descriptions: readonly string[] | null): Filter[] => [
  { at: { $gte: query.acceptedFrom ?? 0, $lte: query.acceptedTo ?? Number.MAX_SAFE_INTEGER } },
  ...(query.bulkUuids === undefined ? [] : [{ _id: { $in: query.bulkUuids.map(chunksOf) } } as Filter]),
  ...(query.owner === undefined ? [] : [{ owner: { $eq: query.owner } }]),
  ...(descriptions === null ? [] : [{ description: { $in: [...descriptions] } }]),
];

const behind = (after: ChunkPlace | undefined, order: TallyQuery['order']): Filter[] => {
  if (after === undefined) return [];
  const { acceptedAt: at, bulkUuid: uuid, index } = after;
  const [past, within] = order === 'newest' ? ['$lt', '$lte'] : ['$gt', '$gte'];
  const places = [
    { at: { [past]: at } },
    { at, uuid: { [past]: uuid } },
    { at, uuid, index: { [past]: index } },
  ];
  return [{ at: { [within]: at } }, { $or: places }];
};

/** A search by uuid goes by `_id`, every other one by the index made for it. */
const hintOf = ({ bulkUuids }: TallyQuery): { hint?: string } =>
  bulkUuids === undefined ? { hint: SEARCH_INDEX } : {};

/** Which chunks can hold a wanted operation: those of one operation, and all others. */
const single = ({ statuses }: TallyQuery): Filter => ({ uniform: { $in: [...statuses] } });
const several = ({ statuses }: TallyQuery): Filter => ({
  uniform: { $in: [0, ...statuses.map((status) => status + UNIFORM)] },
});
const either = (query: TallyQuery): Filter => ({
  uniform: { $in: [0, ...query.statuses.flatMap((status) => [status, status + UNIFORM])] },
});

/** Entries are counted four times as fast as their fields are added up (measured). */
async function totalOf(chunks: Chunks, query: TallyQuery, filters: readonly Filter[]): Promise<number> {
  const fields = wantedFields(query).map((field) => `$tally.${field}`);
  const sum = { $sum: fields.length === 1 ? fields[0] : { $add: fields } };
  const stages = [{ $match: { $and: [several(query), ...filters] } }, { $group: { _id: null, total: sum } }];
  const [counted, [summed]] = await Promise.all([
    chunks.countDocuments({ $and: [single(query), ...filters] }, hintOf(query)),
    chunks.aggregate<{ total: number }>(stages, hintOf(query)).toArray(),
  ]);
  return counted + (summed?.total ?? 0);
}

const toTally = ({ at, uuid, index, tally, description }: SearchRecord): SearchTally => ({
  acceptedAt: at,
  bulkUuid: uuid,
  index,
  description,
  statuses: { 1: tally.complete, 2: tally.retriable, 3: tally.final, 4: tally.open, 5: tally.rejected },
});

interface Batch {
  readonly after: ChunkPlace | undefined;
  readonly size: number;
}

async function readBatch(
  chunks: Chunks,
  query: TallyQuery,
  { filters, after, size }: Batch & { readonly filters: readonly Filter[] },
): Promise<SearchTally[]> {
  const direction = query.order === 'newest' ? -1 : 1;
  const all = { $and: [either(query), ...filters, ...behind(after, query.order)] };
  const found = await chunks
    .find(all, { batchSize: size + 1, ...hintOf(query) })
    .project<SearchRecord>(query.bulkUuids === undefined ? COVERED : SEARCHED)
    .sort({ at: direction, uuid: direction, index: direction })
    .limit(size)
    .toArray();
  return found.map(toTally);
}

async function talliesOf(
  chunks: Chunks,
  query: TallyQuery,
  filters: readonly Filter[],
): Promise<SearchTally[]> {
  const tallies: SearchTally[] = [];
  let size = Math.min(BATCH, query.limit);
  let after = query.after;
  while (tallies.length < query.limit) {
    const batch = await readBatch(chunks, query, { filters, after, size });
    tallies.push(...batch.filter(({ statuses }) => query.statuses.some((status) => statuses[status] > 0)));
    after = batch.at(-1);
    if (batch.length < size) break;
    size = BATCH;
  }
  return tallies.slice(0, query.limit);
}

/** Null where all descriptions will do. Without a condition of its own the server jumps from one to the next. */
async function acceptedDescriptions(
  chunks: Chunks,
  { acceptsDescription }: TallyQuery,
): Promise<string[] | null> {
  if (acceptsDescription === undefined) return null;
  const all: string[] = await chunks.distinct('description');
  const accepted = all.filter(acceptsDescription);
  return accepted.length === all.length ? null : accepted;
}

/** Answers BulkStore.searchTallies. */
export async function searchTallies(chunks: Chunks, query: TallyQuery): Promise<TallyPage> {
  const descriptions = await acceptedDescriptions(chunks, query);
  if (descriptions?.length === 0) return { total: 0, tallies: [] };
  const filters = filtersOf(query, descriptions);
  const [total, tallies] = await Promise.all([
    query.withTotal ? totalOf(chunks, query, filters) : 0,
    talliesOf(chunks, query, filters),
  ]);
  return { total, tallies };
}
