import type { SearchTally, TallyPage, TallyQuery } from '@sluice/ports';
import type { OperationStatus } from '@sluice/schemas';
import type { Database, SqlValue, Statement } from '@sluice/sqlite-driver';

/** One condition and its parameters; the text is ours alone, whatever came from outside is a parameter. */
interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

interface Row {
  readonly at: number;
  readonly uuid: string;
  readonly idx: number;
  readonly description: string;
  readonly n1: number;
  readonly n2: number;
  readonly n3: number;
  readonly n4: number;
  readonly n5: number;
}

const COLUMNS = 'at, uuid, idx, description, n1, n2, n3, n4, n5';

const COLUMN_OF: Readonly<Record<OperationStatus, string>> = { 1: 'n1', 2: 'n2', 3: 'n3', 4: 'n4', 5: 'n5' };

const wanted = ({ statuses }: TallyQuery): string =>
  [...new Set(statuses)]
    .sort()
    .map((status) => COLUMN_OF[status])
    .join(' + ');

/** A list as one parameter, so that its length is not part of the statement. */
const isOneOf = (column: string, values: readonly string[]): Condition => ({
  sql: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(values)],
});

const LATEST = Number.MAX_SAFE_INTEGER;

const within = (from: number, to: number): Condition => ({ sql: 'at BETWEEN ? AND ?', values: [from, to] });

/** The span on `at` begins at the cursor: from the comparison of the whole place SQLite would not seek there. */
const span = ({ acceptedFrom = 0, acceptedTo = LATEST, after, order }: TallyQuery): Condition => {
  if (after === undefined) return within(acceptedFrom, acceptedTo);
  return order === 'newest'
    ? within(acceptedFrom, Math.min(acceptedTo, after.acceptedAt))
    : within(Math.max(acceptedFrom, after.acceptedAt), acceptedTo);
};

const conditionsOf = (query: TallyQuery): Condition[] => [
  ...(query.bulkUuids === undefined ? [] : [isOneOf('uuid', query.bulkUuids)]),
  ...(query.owner === undefined ? [] : [{ sql: 'owner = ?', values: [query.owner] }]),
  { sql: `(${wanted(query)}) > 0`, values: [] },
];

const behind = ({ after, order }: TallyQuery): Condition[] =>
  after === undefined
    ? []
    : [
        {
          sql: `(at, uuid, idx) ${order === 'newest' ? '<' : '>'} (?, ?, ?)`,
          values: [after.acceptedAt, after.bulkUuid, after.index],
        },
      ];

const toTally = ({ at, uuid, idx, description, n1, n2, n3, n4, n5 }: Row): SearchTally => ({
  acceptedAt: at,
  bulkUuid: uuid,
  index: idx,
  description,
  statuses: { 1: n1, 2: n2, 3: n3, 4: n4, 5: n5 },
});

const openStatements = (database: Database) => {
  const prepared = new Map<string, Statement>();
  return (sql: string): Statement => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
};

/** The few descriptions there are: a seek for each of them. */
const openDescriptions = (database: Database): (() => string[]) => {
  const next = database.prepare<{ next: string | null }>(
    'SELECT min(description) AS next FROM chunks WHERE header IS NOT NULL AND description > ?',
  );
  return () => {
    const empty = database.prepare<{ n: number }>(
      "SELECT 1 AS n FROM chunks WHERE header IS NOT NULL AND description = '' LIMIT 1",
    );
    const found = empty.get() === undefined ? [] : [''];
    let row = next.get(['']);
    while (row !== undefined && row.next !== null) {
      found.push(row.next);
      row = next.get([row.next]);
    }
    return found;
  };
};

/** No condition where all descriptions will do; null where none will. */
function descriptionCondition(
  { acceptsDescription }: TallyQuery,
  descriptions: () => string[],
): Condition[] | null {
  if (acceptsDescription === undefined) return [];
  const all = descriptions();
  const accepted = all.filter(acceptsDescription);
  if (accepted.length === 0) return null;
  return accepted.length === all.length ? [] : [isOneOf('description', accepted)];
}

interface Selection {
  readonly where: readonly Condition[];
  /** What follows the conditions. */
  readonly tail: Condition;
}

const NO_TAIL: Condition = { sql: '', values: [] };

const orderAndLimit = ({ order, limit }: TallyQuery): Condition => {
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  return { sql: ` ORDER BY at ${direction}, uuid ${direction}, idx ${direction} LIMIT ?`, values: [limit] };
};

/** Returns the function that answers BulkStore.searchTallies. */
export function openTallySearch(database: Database): (query: TallyQuery) => TallyPage {
  const statement = openStatements(database);
  const descriptions = openDescriptions(database);
  const run = (query: TallyQuery, select: string, { where, tail }: Selection) => {
    const table = query.bulkUuids === undefined ? 'chunks INDEXED BY chunks_search' : 'chunks';
    const conditions = where.map(({ sql }) => sql).join(' AND ');
    const values = [...where, tail].flatMap((condition) => condition.values);
    return statement(`SELECT ${select} FROM ${table} WHERE ${conditions}${tail.sql}`).all(values);
  };
  return (query) => {
    const described = descriptionCondition(query, descriptions);
    if (described === null) return { total: 0, tallies: [] };
    const filters = [...conditionsOf(query), ...described];
    const { acceptedFrom = 0, acceptedTo = LATEST } = query;
    const where = [within(acceptedFrom, acceptedTo), ...filters];
    const sum = `sum(${wanted(query)}) AS total`;
    const [summed] = query.withTotal ? run(query, sum, { where, tail: NO_TAIL }) : [];
    const page = { where: [span(query), ...filters, ...behind(query)], tail: orderAndLimit(query) };
    const rows = query.limit === 0 ? [] : run(query, COLUMNS, page);
    return { total: Number(summed?.total ?? 0), tallies: (rows as unknown as Row[]).map(toTally) };
  };
}
