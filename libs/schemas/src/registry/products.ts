import { canonicalSku, productDeletePayload, productUpsertPayload } from '../entities/product';
import { productPartPayloads, type ProductPartAction } from '../entities/product-parts';
import type { ActionSpec, EntitySpec } from '../entity-spec';

const skuKey = (payload: { sku: string }): string => canonicalSku(payload.sku);

/** What is added gets an id of its own each time, and what is removed is not there a second time. */
const REPEATABLE: ReadonlySet<ProductPartAction> = new Set([
  'update-media',
  'set-links',
  'save-link',
  'add-website',
]);

const partAction = (action: ProductPartAction): readonly [string, ActionSpec] => [
  action,
  { idempotent: REPEATABLE.has(action), payload: productPartPayloads[action], keyOf: skuKey },
];

const product: EntitySpec = {
  name: 'product',
  collection: 'products',
  consumer: 'products',
  id: 'on-create',
  actions: {
    upsert: { idempotent: true, payload: productUpsertPayload, keyOf: skuKey },
    delete: { idempotent: true, payload: productDeletePayload, keyOf: skuKey },
    ...Object.fromEntries((Object.keys(productPartPayloads) as ProductPartAction[]).map(partAction)),
  },
};

/** The product: registry lines of its actions. */
export const productEntities: readonly EntitySpec[] = [product];
