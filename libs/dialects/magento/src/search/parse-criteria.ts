import {
  CONDITION_TYPES,
  type ConditionType,
  type SearchCriteria,
  type SearchFilter,
  type SearchOrder,
} from '@sluice/schemas';
import {
  invalidConditionType,
  invalidDirection,
  pageSizeTooLarge,
  requiredFields,
  wrongType,
} from '../http/rest-error';
import type { JsonObject } from '../json';
import { toScalar } from '../items/scalar';

/** The most items of a page; also what a search without a page size gets. */
export const MAX_PAGE_SIZE = 1000;

/** A search as it was asked for, and the form in which answers repeat it. */
export interface AskedSearch {
  readonly criteria: SearchCriteria;
  /** snake_case keys, values as sent, sizes as numbers (contract magento-bulk 8, "Search"). */
  readonly echo: JsonObject;
}

/** A query parameter `name[a][0][b]=value` as a path; a tree would make a prototype of `__proto__`. */
interface Entry {
  readonly path: readonly string[];
  readonly value: string;
}

const ROOT = /^(?:searchCriteria|search_criteria)((?:\[[^\]]*\])*)$/;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function entriesOf(query: string): Entry[] {
  return [...new URLSearchParams(query)].flatMap(([name, value]) => {
    const [, brackets] = ROOT.exec(name) ?? [];
    if (brackets === undefined) return [];
    return [{ path: brackets === '' ? [] : brackets.slice(1, -1).split('][').map(snakeCase), value }];
  });
}

/** The entries below a name, without it. */
const below = (entries: readonly Entry[], name: string): Entry[] =>
  entries.filter(({ path }) => path[0] === name).map(({ path, value }) => ({ path: path.slice(1), value }));

/** The entries by their first index, in order of first appearance. */
function indexed(entries: readonly Entry[]): Entry[][] {
  const byIndex = new Map<string, Entry[]>();
  for (const { path, value } of entries) {
    const [index = '', ...rest] = path;
    const group = byIndex.get(index) ?? [];
    byIndex.set(index, group);
    group.push({ path: rest, value });
  }
  return [...byIndex.values()];
}

const textOf = (entries: readonly Entry[], name: string): string | undefined =>
  entries.findLast(({ path }) => path.length === 1 && path[0] === name)?.value;

/** A list sent as `[value][0]=a` counts as `a,b`. */
const valueOf = (entries: readonly Entry[]): string | undefined =>
  textOf(entries, 'value') ??
  (below(entries, 'value').length === 0
    ? undefined
    : below(entries, 'value')
        .map(({ value }) => value)
        .join());

function conditionOf(sent: string): ConditionType {
  const known = CONDITION_TYPES.find((type) => type === sent.toLowerCase());
  if (known === undefined) throw invalidConditionType(sent);
  return known;
}

interface AskedFilter {
  readonly filter: SearchFilter;
  readonly echo: JsonObject;
}

function filterOf(entries: readonly Entry[]): AskedFilter {
  const field = textOf(entries, 'field');
  if (field === undefined || field === '') throw requiredFields(['field']);
  const value = valueOf(entries);
  const condition = textOf(entries, 'condition_type') ?? 'eq';
  return {
    filter: { field, value: value ?? '', conditionType: conditionOf(condition) },
    echo: { field, ...(value === undefined ? {} : { value }), condition_type: condition },
  };
}

function orderOf(entries: readonly Entry[]): SearchOrder {
  const field = textOf(entries, 'field');
  if (field === undefined || field === '') throw requiredFields(['field']);
  const sent = textOf(entries, 'direction') ?? 'ASC';
  const direction = sent.toUpperCase();
  if (direction !== 'ASC' && direction !== 'DESC') throw invalidDirection(sent);
  return { field, direction };
}

function sizeOf(entries: readonly Entry[], name: string, key: string): number | undefined {
  const sent = textOf(entries, name);
  if (sent === undefined || sent === '') return undefined;
  const size = toScalar('int', sent);
  if (typeof size !== 'number') throw wrongType(sent, 'int', key);
  return size;
}

/**
 * Reads `searchCriteria[filter_groups][0][filters][0][field]=...` in either spelling: groups are ANDed, the filters of
 * a group ORed, `pageSize` and `currentPage` from 1. Throws the 400 of a missing `searchCriteria`, an unknown
 * condition, or a size that is no number (contract magento-bulk 3 and 8, "Search").
 */
export function parseCriteria(query: string): AskedSearch {
  const entries = entriesOf(query);
  if (entries.length === 0) throw requiredFields(['searchCriteria']);
  const groups = indexed(below(entries, 'filter_groups')).map((group) =>
    indexed(below(group, 'filters')).map(filterOf),
  );
  const sortOrders = indexed(below(entries, 'sort_orders')).map(orderOf);
  const pageSize = sizeOf(entries, 'page_size', 'pageSize');
  const currentPage = sizeOf(entries, 'current_page', 'currentPage');
  if (pageSize !== undefined && pageSize > MAX_PAGE_SIZE) throw pageSizeTooLarge(MAX_PAGE_SIZE);
  return {
    criteria: {
      filterGroups: groups.map((group) => group.map(({ filter }) => filter)),
      sortOrders,
      pageSize: pageSize === undefined || pageSize <= 0 ? null : pageSize,
      currentPage: Math.max(1, currentPage ?? 1),
    },
    echo: {
      filter_groups: groups.map((group) => ({ filters: group.map(({ echo }) => echo) })),
      ...(sortOrders.length === 0 ? {} : { sort_orders: sortOrders }),
      ...(pageSize === undefined ? {} : { page_size: pageSize }),
      ...(currentPage === undefined ? {} : { current_page: currentPage }),
    },
  };
}
