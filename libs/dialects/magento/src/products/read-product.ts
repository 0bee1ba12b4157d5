import { withinDeadline, type Deadline, type EntityStore } from '@sluice/ports';
import { MAX_KEY_BYTES, canonicalSku, entityRegistry, type ProductDocument } from '@sluice/schemas';
import { productNotFound } from '../http/rest-error';
import type { JsonObject } from '../json';
import { productView } from './product-view';

/** Where products are read from. */
export interface ProductReader extends Deadline {
  readonly entities: EntityStore;
}

const COLLECTION = entityRegistry.get('product')?.collection ?? 'products';

/**
 * Magento's JSON of the product with this sku, in either case, as it is seen in the scope (`all` or a store view).
 * Rejects with the 404 of an unknown product, or with a PortError.
 */
export async function readProduct(reader: ProductReader, sku: string, scope: string): Promise<JsonObject> {
  const key = canonicalSku(sku);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw productNotFound();
  const found = await withinDeadline(reader, reader.entities.read(COLLECTION, [key]));
  const stored = found.get(key);
  const document = (stored?.document ?? null) as ProductDocument | null;
  if (stored === undefined || document === null) throw productNotFound();
  return productView({ id: stored.id, document, scope });
}
