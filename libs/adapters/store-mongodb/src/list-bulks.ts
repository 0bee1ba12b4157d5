import type { mongo } from 'mongoose';
import type { BulkQuery } from '@sluice/ports';
import type { BulkSummary } from '@sluice/schemas';
import { TALLY_FIELDS, toSummary, type ChunkRecord, type TallyRecord } from './chunk-record';

type Chunks = mongo.Collection<ChunkRecord>;
type Filter = mongo.Filter<ChunkRecord>;

/** Where a bulk stands in the order of acceptance. */
interface Place {
  readonly at: number;
  readonly uuid: string;
}

const isHeader: Filter = { header: { $exists: true } };

const behind = ({ at, uuid }: Place, order: BulkQuery['order']): Filter => {
  const past = order === 'newest' ? '$lt' : '$gt';
  return { $or: [{ at: { [past]: at } }, { at, uuid: { [past]: uuid } }] };
};

/** The range on `at` stands beside the $or as well, because the planner takes no index bounds from the $or alone. */
const bounds = (after: Place | undefined, order: BulkQuery['order']): Filter[] => {
  if (after === undefined) return [];
  const within = order === 'newest' ? { $lte: after.at } : { $gte: after.at };
  return [{ at: within }, behind(after, order)];
};

const filters = ({ dialect, entity, owner, acceptedBefore }: BulkQuery): Filter[] => [
  ...(dialect === undefined ? [] : [{ dialect }]),
  ...(entity === undefined ? [] : [{ entity }]),
  ...(owner === undefined ? [] : [{ owner: { $eq: owner } }]),
  ...(acceptedBefore === undefined ? [] : [{ at: { $lt: acceptedBefore } }]),
];

/** The places of chunks that satisfy a condition, in the order asked for, behind `after`. */
const places = (
  chunks: Chunks,
  query: BulkQuery,
  { where, after }: { where: Filter; after: Place | undefined },
): Promise<Place[]> => {
  const direction = query.order === 'newest' ? -1 : 1;
  return chunks
    .find({ $and: [where, ...filters(query), ...bounds(after, query.order)] }, { batchSize: query.limit + 1 })
    .project<Place>({ _id: 0, at: 1, uuid: 1 })
    .sort({ at: direction, uuid: direction })
    .limit(query.limit)
    .toArray();
};

const compare = (a: Place, b: Place): number =>
  a.at - b.at || (a.uuid < b.uuid ? -1 : Number(a.uuid > b.uuid));

/** Merges sources that are each in order and cut at `limit`, without what they have in common. */
const merge = (sources: readonly Place[][], { order, limit }: BulkQuery): Place[] => {
  const distinct = new Map(sources.flat().map((place) => [place.uuid, place]));
  const direction = order === 'newest' ? -1 : 1;
  return [...distinct.values()].sort((a, b) => direction * compare(a, b)).slice(0, limit);
};

/**
 * The next places to look at: of every bulk, or of those that are unfinished. A page of pending chunks may be one
 * bulk alone, so fewer places than the limit do not mean the end.
 */
const nextPlaces = async (chunks: Chunks, query: BulkQuery, after: Place | undefined): Promise<Place[]> => {
  if (query.unfinishedAt === undefined) return places(chunks, query, { where: isHeader, after });
  const sources = await Promise.all([
    places(chunks, query, { where: { pending: { $gt: 0 } }, after }),
    places(chunks, query, { where: { quietAt: { $gt: query.unfinishedAt } }, after }),
  ]);
  const ends = sources
    .filter((source) => source.length === query.limit)
    .flatMap((source) => source.at(-1) ?? []);
  return cutAt(merge(sources, query), ends, query.order);
};

/** Behind the end of a source that was cut there may be places of it that the other source has already passed. */
const cutAt = (merged: readonly Place[], ends: readonly Place[], order: BulkQuery['order']): Place[] => {
  const direction = order === 'newest' ? -1 : 1;
  return merged.filter((place) => ends.every((end) => direction * compare(place, end) <= 0));
};

/** An anchored pattern is one range of the index on `_id`, and a list of them still one query. */
export const chunksOf = (uuid: string): RegExp => new RegExp(`^${uuid.replace(/[^\w-]/g, '\\$&')}:`);

const uuidOf = ({ _id }: TallyRecord): string => _id.slice(0, _id.lastIndexOf(':'));

const summaries = async (chunks: Chunks, found: readonly Place[]): Promise<BulkSummary[]> => {
  const filter = { _id: { $in: found.map(({ uuid }) => chunksOf(uuid)) } };
  const cursor = chunks.find(filter, { batchSize: 10_000 }).project<TallyRecord>(TALLY_FIELDS);
  const perBulk = new Map<string, TallyRecord[]>(found.map(({ uuid }) => [uuid, []]));
  for (const record of await cursor.sort({ _id: 1 }).toArray()) perBulk.get(uuidOf(record))?.push(record);
  return [...perBulk.values()].flatMap((records) => toSummary(records) ?? []);
};

/** Answers BulkStore.list from the partial indexes, then reads the tallies of the bulks found. */
export async function listBulks(chunks: Chunks, query: BulkQuery): Promise<BulkSummary[]> {
  const bulks: BulkSummary[] = [];
  let after: Place | undefined =
    query.after === undefined ? undefined : { at: query.after.acceptedAt, uuid: query.after.bulkUuid };
  while (bulks.length < query.limit) {
    const found = await nextPlaces(chunks, query, after);
    if (found.length === 0) break;
    bulks.push(...(await summaries(chunks, found)));
    after = found.at(-1);
  }
  return bulks.slice(0, query.limit);
}
