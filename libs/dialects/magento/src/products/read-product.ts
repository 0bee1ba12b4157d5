import type { PriceDocument, ProductDocument } from '@sluice/schemas';
import type { EntityReader, EntityRecord } from '../entities/entity-reader';
import type { JsonObject } from '../json';
import type { ReadContext } from '../modules/module';
import { basePriceIn, basePriceOf } from '../modules/prices/base-price';
import { productView } from './product-view';

/**
 * Magento's JSON of the product under this key as it is seen in the scope (`all` or a store view), null where there
 * is none. Rejects with a PortError.
 */
export async function productOf(
  context: ReadContext,
  key: string,
  scope: string,
): Promise<JsonObject | null> {
  const [found, basePrice] = await Promise.all([
    context.entities.one('product', key),
    basePriceOf(context, key, scope),
  ]);
  if (found === null) return null;
  return productView({ id: found.id, document: found.document as ProductDocument, scope, basePrice });
}

/** A reader that fetches the prices of the products it reads with them, one call a page. */
export interface PricedReader {
  readonly entities: EntityReader;
  /** A product of the page that was read last, as it is seen in the scope. */
  view(record: EntityRecord): JsonObject;
}

/** `priceAll`: prices are wanted while all products are gone through, not only of those that are named. */
export function createPricedReader(
  { entities, options }: ReadContext,
  { scope, priceAll }: { readonly scope: string; readonly priceAll: boolean },
): PricedReader {
  let prices: ReadonlyMap<string, PriceDocument> = new Map();
  const fetchPrices = async (records: readonly EntityRecord[]): Promise<void> => {
    const keys = records.map(({ key }) => key);
    const found = await entities.many('price', keys);
    prices = new Map(found.map(({ key, document }) => [key, document as PriceDocument]));
  };
  const many: EntityReader['many'] = async (entity, keys) => {
    const records = await entities.many(entity, keys);
    await fetchPrices(records);
    return records;
  };
  const all: EntityReader['all'] = async function* (entity) {
    for await (const records of entities.all(entity)) {
      if (priceAll) await fetchPrices(records);
      yield records;
    }
  };
  return {
    entities: { ...entities, many, all },
    view: ({ key, id, document }) => {
      const price = prices.get(key);
      const basePrice = price === undefined ? null : basePriceIn(price, options.stores, scope);
      return productView({ id, document: document as ProductDocument, scope, basePrice });
    },
  };
}
