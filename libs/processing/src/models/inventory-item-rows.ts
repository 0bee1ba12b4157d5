import { canonicalSku, canonicalSourceCode, type SourceItem, type SourceItemRow } from '@sluice/schemas';
import type { OperationContext, Supplies } from '../model';
import { sameJson } from '../same-json';
import { NO_ERRORS, isKnown, keptOf, putRow, type ErrorRow } from './error-rows';

/** What all rows of one sku are checked against. */
export interface ItemContext {
  readonly sku: string;
  readonly isProduct: boolean;
  readonly supplies: Supplies;
}

export const itemContext = (sku: string, { supplies }: OperationContext): ItemContext => ({
  sku,
  isProduct: isKnown(supplies, 'products', canonicalSku(sku)),
  supplies,
});

/** Whether there is a source of that code. */
export const isSource = (supplies: Supplies, code: string): boolean =>
  isKnown(supplies, 'inventory_sources', canonicalSourceCode(code));

export const emptyField = (field: string): ErrorRow => ({
  message: '"%field" can not be empty.',
  parameters: { field },
});

export const notNumeric = (field: string): ErrorRow => ({
  message: '"%field" should be numeric.',
  parameters: { field },
});

/** The text for a source nobody has made. */
export const unknownSource = (value: string): ErrorRow => ({
  message: 'Source with code "%value" does not exist.',
  parameters: { value },
});

/** What is wrong with the names of a row: its sku or its source. */
export function sourceErrors(at: ItemContext, { source_code: code }: SourceItemRow): readonly ErrorRow[] {
  const isEmpty = code === undefined || code === null || code.trim() === '';
  const hasSource = !isEmpty && isSource(at.supplies, code);
  if (at.isProduct && hasSource) return NO_ERRORS;
  const parameters = { field: 'sku', value: at.sku };
  const unknownSku = { message: 'Product with requested "%field": "%value" was not found.', parameters };
  const wrongSource = isEmpty ? emptyField('source_code') : unknownSource(code);
  return [...(at.isProduct ? [] : [unknownSku]), ...(hasSource ? [] : [wrongSource])];
}

const isQuantity = (quantity: number | null | undefined): boolean =>
  typeof quantity === 'number' && quantity >= 0;

const isStatus = (status: number | null | undefined): boolean => status === 0 || status === 1;

function quantityErrors(quantity: number | null | undefined): readonly ErrorRow[] {
  if (isQuantity(quantity)) return NO_ERRORS;
  if (typeof quantity !== 'number') return [notNumeric('quantity')];
  return [{ message: '"%field" should not be negative.', parameters: { field: 'quantity' } }];
}

function statusErrors(status: number | null | undefined): readonly ErrorRow[] {
  if (isStatus(status)) return NO_ERRORS;
  if (typeof status !== 'number') return [notNumeric('status')];
  return [{ message: '"%field" should a known status.', parameters: { field: 'status' } }];
}

/** What is wrong with a source item that is to be saved; nothing where it can be. */
export function saveErrors(at: ItemContext, row: SourceItemRow): readonly ErrorRow[] {
  const names = sourceErrors(at, row);
  if (names.length === 0 && isQuantity(row.quantity) && isStatus(row.status)) return NO_ERRORS;
  return [...names, ...quantityErrors(row.quantity), ...statusErrors(row.status)];
}

/** A row without errors as it is stored. */
export const toItem = (row: SourceItemRow): SourceItem => ({
  source_code: row.source_code ?? '',
  quantity: row.quantity ?? 0,
  status: row.status ?? 0,
  ...keptOf(row),
});

type Items = readonly SourceItem[];

/** The item of a source. */
export const itemAt = (items: Items, code: string): SourceItem | undefined =>
  items.find((item) => canonicalSourceCode(item.source_code) === canonicalSourceCode(code));

/** Sets the item of its source, which keeps the spelling it has. */
export function putItem(items: Items, item: SourceItem): Items {
  const known = itemAt(items, item.source_code);
  const spelled = known === undefined ? item : { ...item, source_code: known.source_code };
  return putRow(items, spelled, { isSame: (other) => other === known, equals: sameJson });
}

/** Without the item of that source; the list itself where there is none. */
export function dropItem(items: Items, code: string): Items {
  const known = itemAt(items, code);
  return known === undefined ? items : items.filter((item) => item !== known);
}
