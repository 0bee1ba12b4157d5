import { itemsOf, type ItemRange } from '../catalogue/make-bodies';
import type { CsvRow } from '../catalogue/parse-csv';

/** A base price of an existing product: one row an item. */
export interface PriceItem {
  readonly prices: readonly { readonly sku: string; readonly store_id: number; readonly price: number }[];
}

/** What the default source has of an existing product: one row an item. */
export interface SourceItem {
  readonly sourceItems: readonly {
    readonly sku: string;
    readonly source_code: string;
    readonly quantity: number;
    readonly status: number;
  }[];
}

const ALL_STORES = 0;
const IN_STOCK = 1;
const CENTS = 10_000;
const MOST_IN_STOCK = 500;

/** The skus of a range of products, in order. */
function* skusOf(rows: readonly CsvRow[], range: ItemRange): Generator<string> {
  for (const { product } of itemsOf(rows, range)) yield product.sku;
}

/** A price for every product of the range. */
export function* priceItems(rows: readonly CsvRow[], range: ItemRange): Generator<PriceItem> {
  let n = 0;
  for (const sku of skusOf(rows, range)) {
    yield { prices: [{ sku, store_id: ALL_STORES, price: 1 + (n++ % CENTS) / 100 }] };
  }
}

/** A quantity for every product of the range. */
export function* sourceItems(rows: readonly CsvRow[], range: ItemRange): Generator<SourceItem> {
  let n = 0;
  for (const sku of skusOf(rows, range)) {
    const quantity = 1 + (n++ % MOST_IN_STOCK);
    yield { sourceItems: [{ sku, source_code: 'default', quantity, status: IN_STOCK }] };
  }
}
