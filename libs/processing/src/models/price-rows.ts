import {
  canonicalSku,
  type BasePrice,
  type BasePriceRow,
  type Cost,
  type CostRow,
  type SpecialPrice,
  type SpecialPriceRow,
} from '@sluice/schemas';
import type { OperationContext } from '../model';
import { NO_ERRORS, isKnown, keptOf, type ErrorRow } from './error-rows';

/** What all rows of one sku are checked against. */
export interface RowContext {
  readonly sku: string;
  readonly isProduct: boolean;
  readonly context: OperationContext;
}

export const rowContext = (sku: string, context: OperationContext): RowContext => ({
  sku,
  isProduct: isKnown(context.supplies, 'products', canonicalSku(sku)),
  context,
});

const isStore = ({ context }: RowContext, id: number | null | undefined): boolean =>
  id === 0 || context.stores.views.some((view) => view.id === id);

const isAmount = (amount: number | null | undefined): boolean => typeof amount === 'number' && amount >= 0;

const ROW_ID = 'Row ID: SKU = %SKU, Store ID: %storeId.';

const invalidField = (fieldName: string, fieldValue: string | number | null): ErrorRow => ({
  message: 'Invalid attribute %fieldName = %fieldValue.',
  parameters: { fieldName, fieldValue },
});

const storeNotFound = (SKU: string, storeId: number | null): ErrorRow => ({
  message: `Requested store is not found. ${ROW_ID}`,
  parameters: { SKU, storeId },
});

/** What is wrong with a base price; nothing where it can be applied. */
export function baseErrors(at: RowContext, { price, store_id }: BasePriceRow): readonly ErrorRow[] {
  const hasStore = isStore(at, store_id);
  if (at.isProduct && hasStore && isAmount(price)) return NO_ERRORS;
  return [
    ...(at.isProduct ? [] : [invalidField('SKU', at.sku)]),
    ...(isAmount(price) ? [] : [invalidField('Price', price ?? null)]),
    ...(hasStore ? [] : [storeNotFound(at.sku, store_id ?? null)]),
  ];
}

/** What is wrong with a cost. */
export function costErrors(at: RowContext, { cost, store_id }: CostRow): readonly ErrorRow[] {
  const hasStore = isStore(at, store_id);
  if (at.isProduct && hasStore && isAmount(cost)) return NO_ERRORS;
  const parameters = { cost: cost ?? null, SKU: at.sku, storeId: store_id ?? null };
  const wrongCost = { message: `Invalid attribute Cost = %cost. ${ROW_ID}`, parameters };
  return [
    ...(at.isProduct ? [] : [invalidField('SKU', at.sku)]),
    ...(isAmount(cost) ? [] : [wrongCost]),
    ...(hasStore ? [] : [storeNotFound(at.sku, store_id ?? null)]),
  ];
}

const DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** A date that exists, not only one that looks like it: the 31st of February is none. */
function isDate(text: string): boolean {
  const date = DATE.test(text) ? new Date(`${text.replace(' ', 'T')}Z`) : null;
  if (date === null || Number.isNaN(date.getTime())) return false;
  return date.toISOString().slice(0, 19).replace('T', ' ') === text;
}

/** Empty counts as absent. */
const isBound = (date: string | null | undefined): boolean =>
  date === null || date === undefined || date === '' || isDate(date);

/** What is wrong with a special price. */
export function specialErrors(at: RowContext, row: SpecialPriceRow): readonly ErrorRow[] {
  const { price, store_id: storeId = null, price_from: priceFrom = null, price_to: priceTo = null } = row;
  const rowId = { SKU: at.sku, storeId, priceFrom, priceTo };
  const wrong = (message: string, first: ErrorRow['parameters'] = {}): ErrorRow => ({
    message: `${message} Row ID: SKU = %SKU, Store ID: %storeId, Price From: %priceFrom, Price To: %priceTo.`,
    parameters: { ...first, ...rowId },
  });
  const errors: ErrorRow[] = [];
  if (!at.isProduct)
    errors.push(wrong("The product that was requested doesn't exist. Verify the product and try again."));
  if (!isStore(at, storeId)) errors.push(wrong('Requested store is not found.'));
  if (!isAmount(price)) errors.push(wrong('Invalid attribute Price = %price.', { price: price ?? null }));
  // The original names the later date in both texts; the label tells which one is meant.
  if (!isBound(priceFrom))
    errors.push(wrong('Invalid attribute %label = %priceTo.', { label: 'Price From' }));
  if (!isBound(priceTo)) errors.push(wrong('Invalid attribute %label = %priceTo.', { label: 'Price To' }));
  return errors;
}

/** A row without errors as it is stored. */
export const toBase = (row: BasePriceRow): BasePrice => ({
  store_id: row.store_id ?? 0,
  price: row.price ?? 0,
  ...keptOf(row),
});

export const toCost = (row: CostRow): Cost => ({
  store_id: row.store_id ?? 0,
  cost: row.cost ?? 0,
  ...keptOf(row),
});

const boundOr = (date: string | null | undefined, before: string | null = null): string | null =>
  date === undefined || date === null || date === '' ? before : date;

/** A date that was not sent stays as it was, as in the original. */
export const toSpecial = (row: SpecialPriceRow, before?: SpecialPrice): SpecialPrice => ({
  store_id: row.store_id ?? 0,
  price: row.price ?? 0,
  price_from: boundOr(row.price_from, before?.price_from),
  price_to: boundOr(row.price_to, before?.price_to),
  ...keptOf(row),
});
