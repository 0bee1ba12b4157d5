import {
  OPERATION_STATUSES,
  compileFilter,
  type OperationStatus,
  type SearchFilter,
  type ValueTest,
} from '@sluice/schemas';
import type { TallyFilter } from './locate-page';
import type { OperationField, OperationSearch } from './operation-search';
import { normalTime, timeSpan } from './start-time';

/** Reads a field of whatever is searched. */
export type FieldOf = (field: string) => unknown;

/** A filter group as a function: any of its filters. */
export type GroupTest = (fieldOf: FieldOf) => boolean;

/** A search taken apart by what can decide it. */
export interface SearchPlan {
  /** What the store's index decides. */
  readonly tally: TallyFilter;
  /** Groups over the bulk and the status: decided per chunk and status. */
  readonly chunkTests: readonly GroupTest[];
  /** Groups that need the operation itself. */
  readonly operationTests: readonly GroupTest[];
  /** serialized_data is asked for: the messages of failed operations have to be read. */
  readonly needsMessages: boolean;
}

const CHUNK_FIELDS: readonly OperationField[] = ['start_time', 'bulk_uuid', 'topic_name', 'status'];

/** Whether a field is the same for all operations of one chunk and status. */
export const isChunkField = (field: string): boolean => (CHUNK_FIELDS as readonly string[]).includes(field);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Group = readonly SearchFilter[];

const anyOf =
  (tests: readonly ValueTest[]): ValueTest =>
  (value) =>
    tests.some((test) => test(value));

/** The uuids a filter names; null where it names none but describes them. Anything else can be no bulk's. */
function uuidsOf({ conditionType, value }: SearchFilter): string[] | null {
  if (conditionType !== 'eq' && conditionType !== 'in') return null;
  const texts = conditionType === 'in' ? value.split(',') : [value];
  return texts.map((text) => text.trim().toLowerCase()).filter((text) => UUID.test(text));
}

type Narrowing = (tally: TallyFilter) => TallyFilter;

const byStatus =
  (group: Group): Narrowing =>
  (tally) => {
    const accepts = anyOf(group.map(compileFilter));
    return { ...tally, statuses: tally.statuses.filter((status) => accepts(status)) };
  };

const byTopic =
  (group: Group): Narrowing =>
  (tally) => {
    const accepts = anyOf(group.map(compileFilter));
    const { acceptsDescription: before = () => true } = tally;
    return { ...tally, acceptsDescription: (description) => before(description) && accepts(description) };
  };

function byUuid(group: Group): Narrowing | null {
  const lists = group.map(uuidsOf);
  if (lists.includes(null)) return null;
  const named = new Set(lists.flatMap((list) => list ?? []));
  return (tally) => ({
    ...tally,
    bulkUuids: tally.bulkUuids === undefined ? [...named] : tally.bulkUuids.filter((uuid) => named.has(uuid)),
  });
}

function byTime([filter, ...others]: Group): Narrowing | null {
  const span = filter === undefined || others.length > 0 ? null : timeSpan(filter);
  if (span === null) return null;
  return (tally) => ({
    ...tally,
    acceptedFrom: Math.max(tally.acceptedFrom ?? 0, span.from),
    acceptedTo: Math.min(tally.acceptedTo ?? span.to, span.to),
  });
}

/** What the group means to the index; null where the index cannot decide it. */
function narrowing(group: Group): Narrowing | null {
  const [field, ...others] = new Set(group.map((filter) => filter.field));
  if (field === undefined || others.length > 0) return null;
  switch (field) {
    case 'status':
      return byStatus(group);
    case 'topic_name':
      return byTopic(group);
    case 'bulk_uuid':
      return byUuid(group);
    case 'start_time':
      return byTime(group);
    default:
      return null;
  }
}

const testOf = (group: Group): GroupTest => {
  const tests = group.map((filter) => ({ field: filter.field, test: compileFilter(filter) }));
  return (fieldOf) => tests.some(({ field, test }) => test(fieldOf(field)));
};

const ALL: readonly OperationStatus[] = OPERATION_STATUSES;

/** Takes a search apart. Pure; a group without a filter holds. */
export function planSearch({ filterGroups, owner, sortOrders }: OperationSearch): SearchPlan {
  const groups = filterGroups
    .filter((group) => group.length > 0)
    .map((group) => group.map((one) => (one.field === 'start_time' ? normalTime(one) : one)));
  let tally: TallyFilter = { statuses: ALL, ...(owner === undefined ? {} : { owner }) };
  const chunkTests: GroupTest[] = [];
  const operationTests: GroupTest[] = [];
  for (const group of groups) {
    const narrow = narrowing(group);
    if (narrow !== null) tally = narrow(tally);
    else if (group.every(({ field }) => isChunkField(field))) chunkTests.push(testOf(group));
    else operationTests.push(testOf(group));
  }
  const named = [...groups.flat(), ...sortOrders].map(({ field }) => field);
  return { tally, chunkTests, operationTests, needsMessages: named.includes('serialized_data') };
}
