import { ALL_SCOPES, type PriceDocument, type StoreRegistry } from '@sluice/schemas';
import type { ReadContext } from '../module';

/** The store that stands for all that have no price of their own. */
const ALL_STORES = 0;

/** The base price in a scope (`all` or the code of a store view), null where none was set. */
export function basePriceIn({ base }: PriceDocument, stores: StoreRegistry, scope: string): number | null {
  const priceAt = (id: number | undefined): number | undefined =>
    base.find((price) => price.store_id === id)?.price;
  const view = scope === ALL_SCOPES ? undefined : stores.views.find(({ code }) => code === scope);
  return priceAt(view?.id) ?? priceAt(ALL_STORES) ?? null;
}

/**
 * The base price of the product under this key as it is seen in the scope, null where the price aggregate has none:
 * then the product's own price holds (contract magento-bulk 8, "Prices"). Rejects with a PortError.
 */
export async function basePriceOf(
  { entities, options }: ReadContext,
  key: string,
  scope: string,
): Promise<number | null> {
  const found = await entities.one('price', key);
  return found === null ? null : basePriceIn(found.document as PriceDocument, options.stores, scope);
}
