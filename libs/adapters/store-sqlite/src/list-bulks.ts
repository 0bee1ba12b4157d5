import type { BulkQuery } from '@sluice/ports';
import type { Database, SqlValue, Statement } from '@sluice/sqlite-driver';

/** One condition and its parameters. */
interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const filterConditions = ({ dialect, entity, owner, acceptedBefore }: BulkQuery): Condition[] => [
  ...(dialect === undefined ? [] : [{ sql: 'dialect = ?', values: [dialect] }]),
  ...(entity === undefined ? [] : [{ sql: 'entity = ?', values: [entity] }]),
  ...(owner === undefined ? [] : [{ sql: 'owner = ?', values: [owner] }]),
  ...(acceptedBefore === undefined ? [] : [{ sql: 'at < ?', values: [acceptedBefore] }]),
];

const cursorConditions = ({ after, order }: BulkQuery): Condition[] => {
  if (after === undefined) return [];
  const past = order === 'newest' ? '<' : '>';
  return [{ sql: `(at, uuid) ${past} (?, ?)`, values: [after.acceptedAt, after.bulkUuid] }];
};

const select = (conditions: readonly Condition[], table = 'chunks'): Condition => ({
  sql: `SELECT at, uuid FROM ${table} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
  values: conditions.flatMap(({ values }) => values),
});

const HAS_HEADER: Condition = { sql: 'header IS NOT NULL', values: [] };

/**
 * The condition is spelled as the partial index has it, or SQLite would not use the index. A chunk of a bulk without
 * a header (an implicit one whose first chunk is still to come) is none that can be found.
 */
const IS_PENDING: Condition = {
  sql: `pending > 0 AND EXISTS
    (SELECT 1 FROM chunks AS first WHERE first.uuid = chunks.uuid AND first.idx = 0 AND first.header IS NOT NULL)`,
  values: [],
};

/** Only rows with a header have a quiet_at. Left alone, SQLite walks through all bulks, which come in order. */
const QUIET_TABLE = 'chunks INDEXED BY chunks_quiet';

/** UNION makes a bulk with many pending chunks one row. */
const sourceOf = (query: BulkQuery): Condition => {
  const common = [...filterConditions(query), ...cursorConditions(query)];
  if (query.unfinishedAt === undefined) return select([HAS_HEADER, ...common]);
  const quiet = { sql: 'quiet_at IS NOT NULL AND quiet_at > ?', values: [query.unfinishedAt] };
  const sources = [select([IS_PENDING, ...common]), select([quiet, ...common], QUIET_TABLE)];
  return {
    sql: sources.map(({ sql }) => sql).join(' UNION '),
    values: sources.flatMap(({ values }) => values),
  };
};

/** Returns the function that answers BulkStore.list with uuids, in order, from the partial indexes alone. */
export function openBulkLists(database: Database): (query: BulkQuery) => string[] {
  const prepared = new Map<string, Statement<{ uuid: string }>>();
  return (query) => {
    const direction = query.order === 'newest' ? 'DESC' : 'ASC';
    const source = sourceOf(query);
    const sql = `${source.sql} ORDER BY at ${direction}, uuid ${direction} LIMIT ?`;
    const statement = prepared.get(sql) ?? database.prepare<{ uuid: string }>(sql);
    prepared.set(sql, statement);
    return statement.all([...source.values, query.limit]).map(({ uuid }) => uuid);
  };
}
