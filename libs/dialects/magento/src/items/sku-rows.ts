import type { IncomingItem, OperationItem } from '@sluice/intake';
import { canonicalSku } from '@sluice/schemas';
import { requiredFields } from '../http/rest-error';
import type { JsonObject } from '../json';
import { skuItem } from './sku-item';

/** The rows of one sku, without it, in the order sent. */
export interface SkuGroup {
  /** As its first row spells it. */
  readonly sku: string;
  readonly rows: JsonObject[];
}

/** What becomes of a list: the action of its rows, their payload, and what an empty list answers as JSON text. */
export interface SkuList {
  readonly action: string;
  readonly toPayload: (group: SkuGroup) => JsonObject;
  readonly emptyResult: string | null;
}

/** The rows by sku in any case, skus in order of first appearance. Throws the 400 of a row without one. */
function groupRows(rows: readonly JsonObject[]): SkuGroup[] {
  const groups = new Map<string, SkuGroup>();
  for (const { sku, ...row } of rows) {
    if (typeof sku !== 'string' || sku === '') throw requiredFields(['sku']);
    const key = canonicalSku(sku);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sku, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}

/** The items of several entities as one operation in parts; the first one that is refused refuses it. */
export function toParts(items: readonly IncomingItem[], list: Omit<SkuList, 'toPayload'>): IncomingItem {
  const [first] = items;
  if (first !== undefined && items.length === 1) return first;
  const refused = items.find((item) => item.kind === 'rejected');
  if (refused !== undefined) return refused;
  const parts = items.filter((item): item is OperationItem => item.kind === 'operation');
  return { kind: 'parts', action: list.action, parts, emptyResult: list.emptyResult };
}

/** A list of rows with skus as one operation: one part a sku, so that the rows of each stay in order (ADR 20). */
export function mapSkuRows(rows: readonly JsonObject[], list: SkuList): IncomingItem {
  const items = groupRows(rows).map((group) => skuItem(list.action, group.sku, list.toPayload(group)));
  return toParts(items, list);
}
