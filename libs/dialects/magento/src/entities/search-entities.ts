import { withinDeadline } from '@sluice/ports';
import { compareValues, compileFilter, type SearchCriteria, type SearchFilter } from '@sluice/schemas';
import { invalidSearchField } from '../http/rest-error';
import type { JsonObject } from '../json';
import type { ReadContext } from '../modules/module';
import type { RestCall } from '../rest-call';
import { parseCriteria } from '../search/parse-criteria';
import type { EntityRecord } from './entity-reader';
import { inOrder, pageOf, type Match } from './match-order';

/** What may be searched, and how it looks. */
export interface EntitySearch {
  readonly entity: string;
  /** The fields a filter or an order may name. */
  readonly fields: readonly string[] | ((name: string) => boolean);
  /** The entity as it is answered; null where it is not to be seen. */
  readonly toView: (record: EntityRecord) => JsonObject | null | Promise<JsonObject | null>;
  /** The keys that an `eq` or `in` on this field can only mean; null or absent where all have to be looked at. */
  readonly keysOf?: (
    field: string,
    value: string,
  ) => readonly string[] | null | Promise<readonly string[] | null>;
  /** The value a filter compares; the view's own property unless told. Not `valueOf`: every object has one of those. */
  readonly fieldOf?: (view: JsonObject, field: string) => unknown;
}

/** An answer of a search. */
export interface SearchAnswer {
  readonly items: readonly unknown[];
  readonly search_criteria: JsonObject;
  readonly total_count: number;
}

type Test = (view: JsonObject) => boolean;

const ownValue = (view: JsonObject, field: string): unknown =>
  Object.hasOwn(view, field) ? view[field] : undefined;

function checkFields({ fields }: EntitySearch, { filterGroups, sortOrders }: SearchCriteria): void {
  const known = typeof fields === 'function' ? fields : (name: string) => fields.includes(name);
  for (const { field } of [...filterGroups.flat(), ...sortOrders]) {
    if (!known(field)) throw invalidSearchField(field);
  }
}

function testOf({ fieldOf = ownValue }: EntitySearch, { filterGroups }: SearchCriteria): Test {
  const groups = filterGroups.map((group) =>
    group.map((filter) => ({ field: filter.field, test: compileFilter(filter) })),
  );
  return (view) => groups.every((group) => group.some(({ field, test }) => test(fieldOf(view, field))));
}

/** The keys of a group that only names some; null where it may mean any. */
async function keysOfGroup(search: EntitySearch, group: readonly SearchFilter[]): Promise<string[] | null> {
  const keys: string[] = [];
  for (const { field, value, conditionType } of group) {
    if (conditionType !== 'eq' && conditionType !== 'in') return null;
    const found = (await search.keysOf?.(field, value)) ?? null;
    if (found === null) return null;
    keys.push(...found);
  }
  return keys;
}

/** The entities that can match: those that a group names, else all of them. */
async function* candidates(
  { entities }: ReadContext,
  search: EntitySearch,
  { filterGroups }: SearchCriteria,
): AsyncGenerator<readonly EntityRecord[]> {
  for (const group of filterGroups) {
    const keys = await keysOfGroup(search, group);
    if (keys === null) continue;
    yield await entities.many(search.entity, [...new Set(keys)]);
    return;
  }
  yield* entities.all(search.entity);
}

interface EntityMatch extends Match {
  readonly id: number;
}

const byId = (left: EntityMatch, right: EntityMatch): number =>
  left.id - right.id || compareValues(left.key, right.key);

async function findMatches(context: ReadContext, search: EntitySearch, criteria: SearchCriteria) {
  const { fieldOf = ownValue } = search;
  const isMatch = testOf(search, criteria);
  const matches: EntityMatch[] = [];
  for await (const records of candidates(context, search, criteria)) {
    for (const record of records) {
      const view = await search.toView(record);
      if (view === null || !isMatch(view)) continue;
      const by = criteria.sortOrders.map(({ field }) => fieldOf(view, field));
      matches.push({ key: record.key, id: record.id ?? 0, by });
    }
  }
  return matches.sort(inOrder(criteria, byId));
}

async function runSearch(
  context: ReadContext,
  search: EntitySearch,
  { criteria, echo }: ReturnType<typeof parseCriteria>,
): Promise<SearchAnswer> {
  const matches = await findMatches(context, search, criteria);
  const keys = pageOf(matches, criteria).map(({ key }) => key);
  const records = await context.entities.many(search.entity, keys);
  const views = await Promise.all(records.map(async (record) => search.toView(record)));
  return { items: views.filter((view) => view !== null), search_criteria: echo, total_count: matches.length };
}

/**
 * Answers a search over one entity: ordered by id unless told, a page at a time; of every match only its key and what
 * it is ordered by is held in memory. Throws the 400 of a field or condition there is not (contract magento-bulk 8,
 * "Search"); rejects with a PortError when the deadline is over.
 */
export async function searchEntities(
  context: ReadContext,
  call: RestCall,
  search: EntitySearch,
): Promise<SearchAnswer> {
  const asked = parseCriteria(call.query);
  checkFields(search, asked.criteria);
  return withinDeadline(context.options, runSearch(context, search, asked));
}
