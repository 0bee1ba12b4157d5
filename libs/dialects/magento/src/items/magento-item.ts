import type { ProductUpsertPayload } from '@sluice/schemas';
import type { JsonObject } from '../json';
import { unmapLists } from './map-product-lists';
import { isReservedName, type ScalarTarget } from './product-fields';

/** The scalar properties in the order Magento prints them (contract magento-bulk 3 and 8). */
const PRINT_ORDER: readonly ScalarTarget[] = [
  'sku',
  'name',
  'attribute_set_id',
  'price',
  'status',
  'visibility',
  'type_id',
  'created_at',
  'weight',
];

function productOf(payload: ProductUpsertPayload): JsonObject {
  const scalars = PRINT_ORDER.filter((name) => payload[name] !== undefined).map(
    (name) => [name, payload[name]] as const,
  );
  const kept = Object.entries(payload.attributes ?? {}).filter(([name]) => !isReservedName(name));
  const custom =
    payload.custom_attributes === undefined
      ? []
      : [['custom_attributes', payload.custom_attributes] as const];
  return Object.fromEntries<unknown>([...scalars, ...kept, ...unmapLists(payload), ...custom]);
}

/** The item of `product/upsert`: mapping it again gives the same payload. */
export const productItem = (payload: JsonObject): JsonObject => ({
  product: productOf(payload as ProductUpsertPayload),
});
