import { PortError, type BulkStore, type ChunkRef, type ChunkWrite, type NewBulk } from '@sluice/ports';
import type { BulkChunk } from '@sluice/schemas';
import { createGroupCommit, type Database } from '@sluice/sqlite-driver';
import { openBulkTables, type BulkTables } from './bulk-tables';
import { bulkValues, foldedValues, headerValues, toChunk, toSummary } from './chunk-row';
import { openBulkLists } from './list-bulks';
import { guardCalls, type Lifecycle } from './map-errors';
import { openTallySearch } from './search-tallies';

/** True if the chunk was not there yet and now is. */
const insertChunk = (tables: BulkTables, write: ChunkWrite): boolean => {
  const { bulkUuid, index, keys } = write.chunk;
  const values = [
    bulkUuid,
    index,
    ...bulkValues(write),
    ...foldedValues(write),
    ...headerValues(write.header),
  ];
  const { changes, lastInsertRowid } = tables.insert.run(values);
  if (changes === 1) tables.insertKeys.run([lastInsertRowid, JSON.stringify(keys)]);
  return changes === 1;
};

/** True if the chunk was at the expected revision. */
const updateChunk = (tables: BulkTables, write: ChunkWrite): boolean => {
  const { bulkUuid, index, keys } = write.chunk;
  const { changes } = tables.update.run([...foldedValues(write), bulkUuid, index, write.expectedRevision]);
  if (changes === 0) return false;
  const text = JSON.stringify(keys);
  tables.updateKeys.run([text, bulkUuid, index, text]);
  if (write.header !== undefined) tables.updateHeader.run([...headerValues(write.header), bulkUuid]);
  return true;
};

const writeChunk = (tables: BulkTables, write: ChunkWrite): boolean =>
  write.expectedRevision === 0 ? insertChunk(tables, write) : updateChunk(tables, write);

/** All of it is one transaction, so that nobody can see a header before its chunks. */
const insertBulk = (tables: BulkTables, { header, chunks }: NewBulk): void => {
  for (const chunk of chunks) {
    const write = { chunk, expectedRevision: 0, bulk: header };
    if (!insertChunk(tables, chunk.index === 0 ? { ...write, header } : write)) {
      throw new PortError('refused', 'a bulk of this uuid is stored already');
    }
  }
};

/** One statement for all: bulks of one item come by the dozen. */
const readChunks = (tables: BulkTables, refs: readonly ChunkRef[]): (BulkChunk | null)[] => {
  const found = new Array<BulkChunk | null>(refs.length).fill(null);
  const list = JSON.stringify(refs.map(({ bulkUuid, index }) => [bulkUuid, index]));
  for (const row of tables.chunks.all([list])) found[row.place] = toChunk(row);
  return found;
};

/** The BulkStore over SQLite: a row a chunk, the first one with the header. */
export function createBulkStore(database: Database, lifecycle: Lifecycle): BulkStore {
  const tables = openBulkTables(database);
  const lists = openBulkLists(database);
  const commit = createGroupCommit(database);
  const searchTallies = openTallySearch(database);
  const find = (bulkUuid: string) => toSummary(tables.tallies.all([bulkUuid]));
  return {
    insert: guardCalls(lifecycle, (bulks) =>
      commit(() => {
        for (const bulk of bulks) insertBulk(tables, bulk);
      }),
    ),
    markPublished: guardCalls(lifecycle, (bulkUuids, publishedAt) =>
      commit(() => {
        tables.publish.run([publishedAt, JSON.stringify(bulkUuids)]);
      }),
    ),
    find: guardCalls(lifecycle, find),
    list: guardCalls(lifecycle, (query) => lists(query).flatMap((uuid) => find(uuid) ?? [])),
    searchTallies: guardCalls(lifecycle, searchTallies),
    readChunks: guardCalls(lifecycle, (refs) => readChunks(tables, refs)),
    writeChunks: guardCalls(lifecycle, async (writes) => {
      const conflicts = await commit(() => writes.filter((write) => !writeChunk(tables, write)));
      return conflicts.map(({ chunk }) => ({ bulkUuid: chunk.bulkUuid, index: chunk.index }));
    }),
  };
}
