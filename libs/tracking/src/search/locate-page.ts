import type { BulkStore, SearchTally, TallyQuery } from '@sluice/ports';
import type { OperationStatus } from '@sluice/schemas';

/** What the store is asked for, whichever part of it. */
export type TallyFilter = Omit<TallyQuery, 'withTotal' | 'order' | 'after' | 'limit'>;

/** Chunks that hold a page, and how many wanted operations of the first one lie before it. */
export interface LocatedPage {
  readonly total: number;
  readonly skip: number;
  readonly tallies: readonly SearchTally[];
}

interface Located {
  readonly skip: number;
  readonly tallies: readonly SearchTally[];
}

interface Wanted {
  readonly filter: TallyFilter;
  readonly order: TallyQuery['order'];
  readonly skip: number;
  readonly need: number;
}

/** Chunks read in one call: those of a million operations in bulks of a thousand. */
const SCAN_TALLIES = 1_000;

export const countOf = (tally: SearchTally, statuses: readonly OperationStatus[]): number =>
  statuses.reduce((sum, status) => sum + tally.statuses[status], 0);

/** Goes along the chunks until the page is complete; null where it took more calls than allowed. */
async function scan(bulks: BulkStore, wanted: Wanted, maxCalls: number): Promise<Located | null> {
  const { filter, order, need } = wanted;
  const found: SearchTally[] = [];
  let [skip, covered] = [wanted.skip, 0];
  let after: SearchTally | undefined;
  for (let call = 0; call < maxCalls; call += 1) {
    const query = { ...filter, order, withTotal: false, limit: SCAN_TALLIES };
    const { tallies } = await bulks.searchTallies(after === undefined ? query : { ...query, after });
    for (const tally of tallies) {
      const count = countOf(tally, filter.statuses);
      if (found.length === 0 && count <= skip) {
        skip -= count;
        continue;
      }
      found.push(tally);
      covered += count;
      if (covered - skip >= need) return { skip, tallies: found };
    }
    after = tallies.at(-1);
    if (tallies.length < SCAN_TALLIES) return { skip, tallies: found };
  }
  return null;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const totalIn = async (bulks: BulkStore, filter: TallyFilter, { from, to }: Span): Promise<number> => {
  const query = { ...filter, acceptedFrom: from, acceptedTo: to, order: 'oldest', limit: 0 } as const;
  return (await bulks.searchTallies({ ...query, withTotal: true })).total;
};

/** The span without the empty time at its ends, so that halving it halves what is in it. */
async function tighten(bulks: BulkStore, filter: TallyFilter, { from, to }: Span): Promise<Span | null> {
  const query = { ...filter, acceptedFrom: from, acceptedTo: to, withTotal: false, limit: 1 };
  const [oldest, newest] = await Promise.all(
    (['oldest', 'newest'] as const).map((order) => bulks.searchTallies({ ...query, order })),
  );
  const [first, last] = [oldest?.tallies[0], newest?.tallies[0]];
  return first === undefined || last === undefined ? null : { from: first.acceptedAt, to: last.acceptedAt };
}

/** The half that comes first in that order, and the other one. */
const halve = ({ from, to }: Span, order: TallyQuery['order']): readonly [Span, Span] => {
  const middle = Math.floor((from + to) / 2);
  const [early, late] = [
    { from, to: middle },
    { from: middle + 1, to },
  ];
  return order === 'oldest' ? [early, late] : [late, early];
};

/** Halves the time in which the page begins until few operations lie before it there; null where nothing is left. */
async function narrow(bulks: BulkStore, wanted: Wanted): Promise<Wanted | null> {
  const { filter, order } = wanted;
  const whole = { from: filter.acceptedFrom ?? 0, to: filter.acceptedTo ?? Number.MAX_SAFE_INTEGER };
  let { skip } = wanted;
  let span = await tighten(bulks, filter, whole);
  while (span !== null && span.from < span.to && skip > SCAN_TALLIES) {
    const [near, far]: readonly [Span, Span] = halve(span, order);
    const passed = await totalIn(bulks, filter, near);
    const isBehind = passed <= skip;
    if (isBehind) skip -= passed;
    span = await tighten(bulks, filter, isBehind ? far : near);
  }
  if (span === null) return null;
  const start = order === 'oldest' ? { ...whole, from: span.from } : { ...whole, to: span.to };
  return { ...wanted, skip, filter: { ...filter, acceptedFrom: start.from, acceptedTo: start.to } };
}

async function gather(bulks: BulkStore, wanted: Wanted): Promise<Located> {
  const near = await scan(bulks, wanted, 1);
  if (near !== null) return near;
  const closer = await narrow(bulks, wanted);
  const found = closer === null ? null : await scan(bulks, closer, Number.MAX_SAFE_INTEGER);
  return found ?? { skip: 0, tallies: [] };
}

const opposite = (order: TallyQuery['order']): TallyQuery['order'] =>
  order === 'oldest' ? 'newest' : 'oldest';

/** A page beyond the middle is read from the other end. */
async function gatherBackwards(bulks: BulkStore, wanted: Wanted, total: number): Promise<Located> {
  const { filter, order, skip, need } = wanted;
  const behind = total - skip - need;
  const found = await gather(bulks, { filter, order: opposite(order), skip: behind, need });
  const covered = found.tallies.reduce((sum, tally) => sum + countOf(tally, filter.statuses), 0);
  return { skip: Math.max(0, covered - found.skip - need), tallies: found.tallies.toReversed() };
}

/**
 * Finds the chunks that hold a page of the operations of some statuses: by sums over the index, so that only the
 * chunks of the page are ever read, and not even the counts of all others (contract magento-bulk 3).
 */
export async function locatePage(
  bulks: BulkStore,
  filter: TallyFilter,
  page: { readonly order: TallyQuery['order']; readonly offset: number; readonly limit: number },
): Promise<LocatedPage> {
  const { order, offset, limit } = page;
  const { total } = await bulks.searchTallies({ ...filter, order, withTotal: true, limit: 0 });
  const need = Math.min(limit, total - offset);
  if (need <= 0) return { total, skip: 0, tallies: [] };
  const wanted: Wanted = { filter, order, skip: offset, need };
  const isNear = offset <= total - offset - need;
  const located = await (isNear ? gather(bulks, wanted) : gatherBackwards(bulks, wanted, total));
  return { total, ...located };
}
