import { PortError, type AggregateWrite, type EntityStore } from '@sluice/ports';
import { createGroupCommit, type Database } from '@sluice/sqlite-driver';
import { existing, isWellFormed, locateAll, readAll, scanPage } from './entity-reads';
import { openTables, type Table } from './entity-table';
import { ledgerToText } from './ledger-text';
import { guardCalls, type Lifecycle } from './map-errors';

/** True if the write took place. */
const writeOne = (table: Table, write: AggregateWrite): boolean => {
  const { key, expectedRevision, id, document, ledger } = write;
  const content = [id, JSON.stringify(document), ledgerToText(ledger)];
  const { changes } =
    expectedRevision === 0
      ? table.insert.run([key, ...content])
      : table.update.run([...content, key, expectedRevision]);
  return changes === 1;
};

/** Writes inside a transaction; returns the keys at another revision. */
const writeAll = (table: Table, writes: readonly AggregateWrite[]): string[] => {
  const anyRefs = table.refs.any();
  const conflicts: string[] = [];
  for (const write of writes) {
    if (!writeOne(table, write)) conflicts.push(write.key);
    else if (anyRefs || write.refs !== undefined) table.refs.replace(write);
  }
  return conflicts;
};

const checkNames = (writes: readonly AggregateWrite[]): void => {
  if (writes.every(({ key, refs = [] }) => isWellFormed(key) && refs.every(isWellFormed))) return;
  throw new PortError('refused', 'a key or ref with a lone surrogate has no UTF-8 form');
};

/** From here on a commit is a small part of the work, and waiting for others would only hold more in memory. */
const LARGE_WRITE = 100;

/** The EntityStore over SQLite: one table an entity, documents and ledgers as JSON text, and one of its refs. */
export function createEntityStore(database: Database, lifecycle: Lifecycle): EntityStore {
  const tables = openTables(database);
  const commit = createGroupCommit(database);
  return {
    read: guardCalls(lifecycle, (collection, keys) => readAll(tables(collection), keys)),
    write: guardCalls(lifecycle, async (collection, writes) => {
      checkNames(writes);
      const table = tables(collection);
      const work = (): string[] => writeAll(table, writes);
      return { conflicts: await (writes.length < LARGE_WRITE ? commit(work) : database.transaction(work)) };
    }),
    existing: guardCalls(lifecycle, (collection, keys) => existing(tables(collection), keys)),
    locate: guardCalls(lifecycle, (collection, refs) => locateAll(tables(collection), refs)),
    scan: guardCalls(lifecycle, (collection, query) => scanPage(tables(collection), query)),
  };
}
