import type { ProductUpsertPayload } from '@sluice/schemas';
import type { JsonObject } from '../json';
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
  return Object.fromEntries<unknown>([...scalars, ...kept, ...custom]);
}

/** Which action a payload belongs to. */
export interface ActionName {
  readonly entity: unknown;
  readonly action: unknown;
}

/**
 * The item that a payload was mapped from, in canonical spelling and order: what mapping it again gives is the same
 * payload. The payload of an action that is not Magento's is handed on as it is.
 */
export const toMagentoItem = ({ entity, action }: ActionName, payload: JsonObject): JsonObject =>
  entity === 'product' && action === 'upsert'
    ? { product: productOf(payload as ProductUpsertPayload) }
    : payload;
