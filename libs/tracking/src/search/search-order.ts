import { compareValues, type SearchOrder } from '@sluice/schemas';

/** The order in which the index gives operations, or one of its own. */
export type PlannedOrder =
  | { readonly kind: 'natural'; readonly order: 'oldest' | 'newest' }
  | { readonly kind: 'sorted'; readonly by: readonly SearchOrder[] };

/** By time, then bulk, then id: what the index is ordered by. */
const NATURAL = ['start_time', 'bulk_uuid', 'id'];

/** Of a field that comes twice the first order counts. */
const distinct = (orders: readonly SearchOrder[]): SearchOrder[] =>
  orders.filter(({ field }, place) => orders.findIndex((other) => other.field === field) === place);

/** Whether the orders are the beginning of the natural one, all in one direction. */
const isNatural = (orders: readonly SearchOrder[], fields: readonly string[]): boolean =>
  orders.every(
    ({ field, direction }, place) => field === fields[place] && direction === orders[0]?.direction,
  );

/** How the found operations are to be ordered; `singleBulk`: all of them are of one. */
export function planOrder(sortOrders: readonly SearchOrder[], singleBulk: boolean): PlannedOrder {
  const orders = distinct(sortOrders);
  if (isNatural(orders, NATURAL) || (singleBulk && isNatural(orders, ['id']))) {
    return { kind: 'natural', order: orders[0]?.direction === 'DESC' ? 'newest' : 'oldest' };
  }
  return { kind: 'sorted', by: withoutTies(orders) };
}

/** Behind the bulk, id is how ties are broken anyway; without it no operation has to be read to be put in order. */
function withoutTies(orders: readonly SearchOrder[]): readonly SearchOrder[] {
  const last = orders.at(-1);
  const isTie = last?.field === 'id' && last.direction === 'ASC';
  return isTie && orders.some(({ field }) => field === 'bulk_uuid') ? orders.slice(0, -1) : orders;
}

/** Something to be ordered, with its value of each order, and its natural place to break ties. */
export interface Sortable {
  readonly values: readonly unknown[];
  readonly acceptedAt: number;
  readonly bulkUuid: string;
  /** Id of its first operation. */
  readonly id: number;
}

const compareTexts = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

/** Compares by the orders, then oldest bulk first, then by id. */
export const comparator =
  (by: readonly SearchOrder[]) =>
  (left: Sortable, right: Sortable): number => {
    for (const [place, { direction }] of by.entries()) {
      const compared = compareValues(left.values[place], right.values[place]);
      if (compared !== 0) return direction === 'DESC' ? -compared : compared;
    }
    return (
      left.acceptedAt - right.acceptedAt || compareTexts(left.bulkUuid, right.bulkUuid) || left.id - right.id
    );
  };
