import { canonicalSku, type ProductDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { RestError } from '../../http/rest-error';
import type { JsonObject } from '../../json';
import { configurableOptionViews } from '../../products/product-part-views';
import { createPricedReader } from '../../products/read-product';
import type { ReadContext } from '../module';

/** Products that are known by nothing but their ids: no index leads from there, so all are gone through. */
async function findByIds({ entities }: ReadContext, ids: ReadonlySet<number>): Promise<EntityRecord[]> {
  const found: EntityRecord[] = [];
  if (ids.size === 0) return found;
  for await (const records of entities.all('product')) {
    found.push(...records.filter(({ id }) => id !== null && ids.has(id)));
    if (found.length >= ids.size) break;
  }
  return found;
}

/** The children that are still there, as products in the scope. Rejects with a PortError. */
export async function childrenOf(
  context: ReadContext,
  { children = [] }: ProductDocument,
  scope: string,
): Promise<JsonObject[]> {
  const keys = children.flatMap(({ sku }) => (sku === null ? [] : [canonicalSku(sku)]));
  const ids = new Set(children.filter(({ sku }) => sku === null).map(({ id }) => id));
  const byId = await findByIds(context, ids);
  const reader = createPricedReader(context, { scope, priceAll: false });
  const records = await reader.entities.many('product', [
    ...new Set([...keys, ...byId.map(({ key }) => key)]),
  ]);
  return records.map((record) => reader.view(record));
}

/** The options of a configurable product. Throws the 400 of one that is of another type. */
export function configurableOptionsOf(document: ProductDocument): JsonObject[] {
  if (document.type_id !== 'configurable') {
    const message = `This is implemented for the "${document.sku}" configurable product only.`;
    throw new RestError(400, { message });
  }
  return configurableOptionViews(document);
}
