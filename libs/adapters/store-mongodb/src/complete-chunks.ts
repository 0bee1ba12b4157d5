import type { mongo } from 'mongoose';
import { chunkId, searchFields, type ChunkRecord } from './chunk-record';
import { chunksOf } from './list-bulks';

type Chunks = mongo.Collection<ChunkRecord>;

/** What chunks of version 0.1.0 lack, which counted no statuses and knew no owner; null is in the index as missing. */
const INCOMPLETE = { uniform: null } as unknown as mongo.Filter<ChunkRecord>;

const AT_ONCE = 200;

const EMPTY = searchFields({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 });

/** What failed retriably was not counted apart; it counts as final, and a fold of the chunk keeps that. */
const complete = (description: string): mongo.Document[] => [
  {
    $set: {
      ...EMPTY,
      owner: null,
      description: { $literal: description },
      tally: {
        complete: { $add: ['$counts.succeeded', '$counts.unchanged'] },
        retriable: { $literal: 0 },
        final: { $add: ['$counts.failed', '$counts.canceled'] },
        open: '$counts.open',
        rejected: '$counts.rejected',
      },
    },
  },
];

const descriptionOf = (header: string | undefined): string =>
  header === undefined ? '' : (JSON.parse(header) as { description: string }).description;

/** Gives the chunks of an older version what a search reads; costs one look into the index where there are none. */
export async function completeChunks(chunks: Chunks): Promise<void> {
  for (;;) {
    const found = await chunks
      .find(INCOMPLETE)
      .project<Pick<ChunkRecord, '_id' | 'uuid' | 'header'>>({ uuid: 1, header: 1 })
      .limit(AT_ONCE)
      .toArray();
    if (found.length === 0) return;
    const bulks = new Map(found.map(({ uuid }) => [uuid, '']));
    const heads = chunks.find({ _id: { $in: [...bulks.keys()].map((uuid) => chunkId(uuid, 0)) } });
    for (const { uuid, header } of await heads.toArray()) bulks.set(uuid, descriptionOf(header));
    await chunks.bulkWrite(
      [...bulks].map(([uuid, description]) => ({
        updateMany: {
          filter: { $and: [{ _id: chunksOf(uuid) }, INCOMPLETE] },
          update: complete(description),
        },
      })),
    );
  }
}
