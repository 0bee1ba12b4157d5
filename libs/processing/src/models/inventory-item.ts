import type {
  InventoryItemDocument,
  SourceItemRow,
  StockItemPayload,
  TransferPayload,
} from '@sluice/schemas';
import type { Applied, AppliedOperation, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { appliedRows, checkRows, type CheckedRows } from './error-rows';
import { dropItem, itemContext, putItem, saveErrors, sourceErrors, toItem } from './inventory-item-rows';
import { mergeStockItem } from './inventory-item-stock';
import { transfer } from './inventory-item-transfer';

interface ItemRows {
  readonly sku: string;
  readonly source_items: readonly SourceItemRow[];
}

/** The aggregate an operation finds. */
interface Surroundings {
  readonly before: InventoryItemDocument | null;
  readonly context: OperationContext;
}

const emptyItem = (sku: string): InventoryItemDocument => ({ sku, source_items: [], stock_item: null });

/** Where nothing is left there is no aggregate either. */
const orNull = (document: InventoryItemDocument): InventoryItemDocument | null =>
  document.source_items.length === 0 && document.stock_item === null ? null : document;

function save({ sku, source_items: rows }: ItemRows, { before, context }: Surroundings): Applied {
  const at = itemContext(sku, context);
  const checked = checkRows(rows, (row) => saveErrors(at, row));
  if (checked.sound.length === 0) return appliedRows(before, checked);
  const known = before ?? emptyItem(sku);
  const items = checked.sound.map(toItem).reduce(putItem, known.source_items);
  return appliedRows({ ...known, source_items: items }, checked);
}

function remove({ sku, source_items: rows }: ItemRows, { before, context }: Surroundings): Applied {
  const at = itemContext(sku, context);
  const checked: CheckedRows<SourceItemRow> = checkRows(rows, (row) => sourceErrors(at, row));
  if (before === null || checked.sound.length === 0) return appliedRows(before, checked);
  const items = checked.sound.reduce(
    (left, row) => dropItem(left, row.source_code ?? ''),
    before.source_items,
  );
  return appliedRows(orNull({ ...before, source_items: items }), checked);
}

const NOT_FOUND = {
  class: 'final',
  code: 'not_found',
  message: "The product that was requested doesn't exist. Verify the product and try again.",
} as const;

function writeStockItem(payload: StockItemPayload, { before, context }: Surroundings): Applied {
  if (!itemContext(payload.sku, context).isProduct) return { kind: 'refused', refusal: NOT_FOUND };
  return { kind: 'applied', document: mergeStockItem(before ?? emptyItem(payload.sku), payload) };
}

function move(payload: TransferPayload, { before, context }: Surroundings): Applied {
  if (!itemContext(payload.sku, context).isProduct) return { kind: 'refused', refusal: NOT_FOUND };
  const moved = transfer(before?.source_items ?? [], payload, context.supplies);
  if ('message' in moved) return { kind: 'refused', refusal: moved };
  const known = before ?? emptyItem(payload.sku);
  return { kind: 'applied', document: { ...known, source_items: moved.items } };
}

/** The payload has passed the schema of its action, which is what makes these reads safe. */
function applyAction({ action, payload }: AppliedOperation, surroundings: Surroundings): Applied {
  const sent: unknown = payload;
  switch (action) {
    case 'source-items-save':
      return save(sent as ItemRows, surroundings);
    case 'source-items-delete':
      return remove(sent as ItemRows, surroundings);
    case 'transfer':
      return move(sent as TransferPayload, surroundings);
    case 'stock-item':
      return writeStockItem(sent as StockItemPayload, surroundings);
    default:
      throw new Error(`No inventory item action ${action}`);
  }
}

function resultOf(action: string, id: number | null): string | null {
  if (action === 'transfer') return 'true';
  return action === 'stock-item' ? JSON.stringify(id) : null;
}

/**
 * The stock of a sku, one item a source. Wrong rows of a list are left out and told; a transfer and the older stock
 * item are applied whole or fail (contract magento-bulk 8, "Error rows" and "Stock item").
 */
export const inventoryItemModel: EntityModel = {
  apply(document, operation, context): Applied {
    return applyAction(operation, { before: document as InventoryItemDocument | null, context });
  },
  same: sameJson,
  result: ({ action }, id) => resultOf(action, id),
};
