import type { IncomingItem } from '@sluice/intake';
import type { CustomAttribute } from '@sluice/schemas';
import { requiredFields, wrongType } from '../http/rest-error';
import { isJsonObject, type JsonObject } from '../json';
import { toCustomAttributes } from './custom-attributes';
import { takeExtensions, takeList, type Lists } from './map-product-lists';
import {
  COMPOUND_NAMES,
  CUSTOM_ATTRIBUTES,
  EXTENSION_ATTRIBUTES,
  PRODUCT_FIELDS,
  type ProductField,
  type ScalarTarget,
} from './product-fields';
import { toScalar } from './scalar';
import type { ShapeLimits } from './shape';
import { skuItem } from './sku-item';

type Draft = Lists &
  Partial<Record<ScalarTarget, string | number | null>> & {
    custom_attributes?: readonly CustomAttribute[];
    attributes?: JsonObject;
  };

const PRODUCT_TYPE = 'Magento\\Catalog\\Api\\Data\\ProductInterface';

/** What has been read of a product so far; properties that Sluice has no field for wait apart. */
interface Reading {
  readonly draft: Draft;
  readonly unknown: [string, unknown][];
  readonly limits: ShapeLimits;
}

function scalarOf(field: ProductField, name: string, sent: unknown): string | number | null {
  const value = toScalar(field.type, sent);
  if (value === undefined) throw wrongType(sent, field.type, name);
  return value;
}

function takeCompound({ draft, unknown, limits }: Reading, name: string, sent: unknown): void {
  const compound = COMPOUND_NAMES.get(name);
  if (compound === EXTENSION_ATTRIBUTES) {
    const others = takeExtensions(draft, sent, limits);
    if (others !== undefined) unknown.push([compound, others]);
    return;
  }
  if (compound !== CUSTOM_ATTRIBUTES) {
    const taken = compound !== undefined && takeList(draft, compound, { sent, field: name, limits });
    if (!taken) unknown.push([compound ?? name, sent]);
    return;
  }
  const attributes = toCustomAttributes(name, sent);
  if (attributes !== undefined) draft.custom_attributes ??= attributes;
}

function takeProperty(reading: Reading, name: string, sent: unknown): void {
  const field = PRODUCT_FIELDS.get(name);
  if (field === undefined) {
    takeCompound(reading, name, sent);
    return;
  }
  const value = scalarOf(field, name, sent);
  const { draft } = reading;
  // Two spellings of one property: the first one sent wins.
  if (field.target !== null && draft[field.target] === undefined) draft[field.target] = value;
}

/** `[]` passes for an object without properties, as the original reads it. */
function assertProduct(product: unknown): JsonObject {
  if (isJsonObject(product)) return product;
  if (Array.isArray(product) && product.length === 0) return {};
  throw wrongType(product, PRODUCT_TYPE);
}

/**
 * Magento's product as the payload of `product/upsert`: known properties checked, converted and in snake_case, unknown
 * ones kept in `attributes` in their order, `id` and `updated_at` dropped; of the extension attributes those that take
 * effect stand beside the others. Throws the 400 of the contract (1 and 8).
 */
export function mapProduct(sent: unknown, limits: ShapeLimits): IncomingItem {
  const product = assertProduct(sent);
  const reading: Reading = { draft: {}, unknown: [], limits };
  for (const name of Object.keys(product)) takeProperty(reading, name, product[name]);
  const { draft, unknown } = reading;
  const { sku } = draft;
  if (typeof sku !== 'string' || sku === '') throw requiredFields(['sku']);
  // fromEntries, because an assignment would read the key `__proto__` as an order.
  if (unknown.length > 0) draft.attributes = Object.fromEntries(unknown);
  return skuItem('upsert', sku, draft);
}

/** The `sku` argument as the payload of `product/delete`. */
export function mapProductDelete(sent: unknown): IncomingItem {
  const sku = toScalar('string', sent);
  if (sku === undefined) throw wrongType(sent, 'string');
  if (typeof sku !== 'string' || sku === '') throw requiredFields(['sku']);
  return skuItem('delete', sku, { sku });
}
