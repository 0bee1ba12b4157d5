import { withinDeadline } from '@sluice/ports';
import { compareValues, compileFilter, type SearchCriteria, type SearchFilter } from '@sluice/schemas';
import type { EntityRecord } from './entity-reader';
import { inOrder, pageOf, type Match } from './match-order';
import type { SearchAnswer } from './search-entities';
import { invalidSearchField } from '../http/rest-error';
import type { JsonObject } from '../json';
import type { RestCall } from '../rest-call';
import { parseCriteria } from '../search/parse-criteria';
import type { ReadContext } from '../modules/module';

/** A search over what entities hold several of: it counts and answers rows, not entities. */
export interface RowSearch {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly rowsOf: (record: EntityRecord) => readonly JsonObject[];
  /** The field that holds the entity's key, and how a value of it is spelled there. */
  readonly keyField: string;
  readonly toKey: (value: string) => string;
}

/** A row that matches: which of its entity's it is. */
interface RowMatch extends Match {
  readonly index: number;
}

const byPlace = (left: RowMatch, right: RowMatch): number =>
  compareValues(left.key, right.key) || left.index - right.index;

function checkFields({ fields }: RowSearch, { filterGroups, sortOrders }: SearchCriteria): void {
  for (const { field } of [...filterGroups.flat(), ...sortOrders]) {
    if (!fields.includes(field)) throw invalidSearchField(field);
  }
}

function testOf({ filterGroups }: SearchCriteria): (row: JsonObject) => boolean {
  const groups = filterGroups.map((group) =>
    group.map((filter) => ({ field: filter.field, test: compileFilter(filter) })),
  );
  return (row) => groups.every((group) => group.some(({ field, test }) => test(row[field])));
}

/** The keys a group names; null where it may mean any. */
function keysOf({ keyField, toKey }: RowSearch, group: readonly SearchFilter[]): string[] | null {
  const named = ({ field, conditionType }: SearchFilter): boolean =>
    field === keyField && (conditionType === 'eq' || conditionType === 'in');
  if (!group.every(named)) return null;
  const valuesOf = ({ conditionType, value }: SearchFilter): string[] =>
    conditionType === 'in' ? value.split(',').map((one) => one.trim()) : [value];
  return group.flatMap(valuesOf).map(toKey);
}

async function* candidates({ entities }: ReadContext, search: RowSearch, { filterGroups }: SearchCriteria) {
  const keys = filterGroups.map((group) => keysOf(search, group)).find((found) => found !== null);
  if (keys === undefined) yield* entities.all(search.entity);
  else yield await entities.many(search.entity, [...new Set(keys)]);
}

async function findMatches(context: ReadContext, search: RowSearch, criteria: SearchCriteria) {
  const isMatch = testOf(criteria);
  const matches: RowMatch[] = [];
  for await (const records of candidates(context, search, criteria)) {
    for (const record of records) {
      for (const [index, row] of search.rowsOf(record).entries()) {
        if (!isMatch(row)) continue;
        matches.push({ key: record.key, index, by: criteria.sortOrders.map(({ field }) => row[field]) });
      }
    }
  }
  return matches.sort(inOrder(criteria, byPlace));
}

async function runSearch(
  context: ReadContext,
  search: RowSearch,
  { criteria, echo }: ReturnType<typeof parseCriteria>,
): Promise<SearchAnswer> {
  const matches = await findMatches(context, search, criteria);
  const page = pageOf(matches, criteria);
  const keys = [...new Set(page.map(({ key }) => key))];
  const records = await context.entities.many(search.entity, keys);
  const rows = new Map(records.map((record) => [record.key, search.rowsOf(record)]));
  const items = page.flatMap(({ key, index }) => rows.get(key)?.[index] ?? []);
  return { items, search_criteria: echo, total_count: matches.length };
}

/**
 * Answers a search over rows, ordered by key unless told; of every match only its place and what it is ordered by is
 * held in memory. Throws the 400 of a field or condition there is not (contract magento-bulk 8, "Search"); rejects
 * with a PortError when the deadline is over.
 */
export async function searchRows(
  context: ReadContext,
  call: RestCall,
  search: RowSearch,
): Promise<SearchAnswer> {
  const asked = parseCriteria(call.query);
  checkFields(search, asked.criteria);
  return withinDeadline(context.options, runSearch(context, search, asked));
}
