import type {
  BasePriceRow,
  CostRow,
  PriceDocument,
  SpecialPrice,
  SpecialPriceRow,
  TierAddPayload,
  TierPriceRow,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { appliedRows, checkRows, putRow, type ErrorRow } from './error-rows';
import {
  baseErrors,
  costErrors,
  rowContext,
  specialErrors,
  toBase,
  toCost,
  toSpecial,
  type RowContext,
} from './price-rows';
import { addedTier, dropTier, putTier, tierErrors, toTier } from './price-tiers';

interface PriceRows<Row> {
  readonly sku: string;
  readonly prices: readonly Row[];
}

/** What an action does with its rows. */
interface RowAction<Row> {
  readonly errors: (at: RowContext, row: Row) => readonly ErrorRow[];
  /** Applies the rows that are sound, in order; the last one wins. */
  readonly apply: (before: PriceDocument, rows: readonly Row[]) => PriceDocument;
}

/** Sets the row of its store. */
const putByStore = <Row extends { readonly store_id: number }>(rows: readonly Row[], row: Row) =>
  putRow(rows, row, { isSame: (other) => other.store_id === row.store_id, equals: sameJson });

type Specials = readonly SpecialPrice[];

const putSpecial = (rows: Specials, row: SpecialPriceRow): Specials =>
  putByStore(
    rows,
    toSpecial(
      row,
      rows.find((other) => other.store_id === row.store_id),
    ),
  );

/** The store alone decides, whatever price and dates the row names. */
const dropSpecial = (rows: Specials, { store_id }: SpecialPriceRow): Specials =>
  rows.filter((other) => other.store_id !== store_id);

const base: RowAction<BasePriceRow> = {
  errors: baseErrors,
  apply: (before, rows) => ({ ...before, base: rows.map(toBase).reduce(putByStore, before.base) }),
};

const special: RowAction<SpecialPriceRow> = {
  errors: specialErrors,
  apply: (before, rows) => ({
    ...before,
    special: rows.reduce(putSpecial, before.special),
  }),
};

const specialDelete: RowAction<SpecialPriceRow> = {
  errors: specialErrors,
  apply: (before, rows) => ({
    ...before,
    special: rows.reduce(dropSpecial, before.special),
  }),
};

const cost: RowAction<CostRow> = {
  errors: costErrors,
  apply: (before, rows) => ({ ...before, cost: rows.map(toCost).reduce(putByStore, before.cost) }),
};

const tierUpdate: RowAction<TierPriceRow> = {
  errors: tierErrors,
  apply: (before, rows) => ({ ...before, tiers: rows.map(toTier).reduce(putTier, before.tiers) }),
};

/** Without a sound row nothing is replaced, or one mistake would delete all tiers of the sku. */
const tierReplace: RowAction<TierPriceRow> = {
  errors: tierErrors,
  apply: (before, rows) => ({ ...before, tiers: rows.map(toTier).reduce(putTier, []) }),
};

const tierDelete: RowAction<TierPriceRow> = {
  errors: tierErrors,
  apply: (before, rows) => ({ ...before, tiers: rows.map(toTier).reduce(dropTier, before.tiers) }),
};

const EMPTY = { base: [], special: [], cost: [], tiers: [] } as const;

const isEmpty = (document: PriceDocument): boolean =>
  document.base.length + document.special.length + document.cost.length + document.tiers.length === 0;

/** The aggregate an operation finds. */
interface Surroundings {
  readonly before: PriceDocument | null;
  readonly context: OperationContext;
}

function applyRows<Row>(
  { errors, apply }: RowAction<Row>,
  { sku, prices }: PriceRows<Row>,
  { before, context }: Surroundings,
): Applied {
  const at = rowContext(sku, context);
  const checked = checkRows(prices, (row) => errors(at, row));
  if (checked.sound.length === 0) return appliedRows(before, checked);
  const after = apply(before ?? { sku, ...EMPTY }, checked.sound);
  return appliedRows(isEmpty(after) ? null : after, checked);
}

const NOT_FOUND = {
  class: 'final',
  code: 'not_found',
  message: "The product that was requested doesn't exist. Verify the product and try again.",
} as const;

function addTier(payload: TierAddPayload, { before, context }: Surroundings): Applied {
  if (!rowContext(payload.sku, context).isProduct) return { kind: 'refused', refusal: NOT_FOUND };
  const tier = addedTier(payload, context);
  if ('message' in tier) return { kind: 'refused', refusal: tier };
  const known = before ?? { sku: payload.sku, ...EMPTY };
  return { kind: 'applied', document: { ...known, tiers: putTier(known.tiers, tier) } };
}

/** The payload has passed the schema of its action, which is what makes these reads safe. */
const rowsOf =
  <Row>(action: RowAction<Row>) =>
  (payload: AppliedOperation['payload'], surroundings: Surroundings): Applied =>
    applyRows(action, payload as unknown as PriceRows<Row>, surroundings);

const ACTIONS: ReadonlyMap<string, (payload: AppliedOperation['payload'], at: Surroundings) => Applied> =
  new Map([
    ['base', rowsOf(base)],
    ['special', rowsOf(special)],
    ['special-delete', rowsOf(specialDelete)],
    ['cost', rowsOf(cost)],
    ['tier-update', rowsOf(tierUpdate)],
    ['tier-replace', rowsOf(tierReplace)],
    ['tier-delete', rowsOf(tierDelete)],
    ['tier-add', (payload, at) => addTier(payload as unknown as TierAddPayload, at)],
  ]);

/**
 * Prices of a sku. Wrong rows of a list are left out and told, the others are applied (contract magento-bulk 8,
 * "Error rows").
 */
export const priceModel: EntityModel = {
  apply(document, { action, payload }, context): Applied {
    const apply = ACTIONS.get(action);
    if (apply === undefined) throw new Error(`No price action ${action}`);
    return apply(payload, { before: document as PriceDocument | null, context });
  },
  same: sameJson,
  /** Without a wrong row a price list answers an empty list. */
  result: ({ action }) => (action === 'tier-add' ? 'true' : '[]'),
};
