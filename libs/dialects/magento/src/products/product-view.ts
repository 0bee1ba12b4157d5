import { ALL_SCOPES, type CustomAttribute, type ProductDocument, type ProductValues } from '@sluice/schemas';
import { LIST_PROPERTIES, isReservedName } from '../items/product-fields';
import type { JsonObject } from '../json';
import { extensionView, linkViews, mediaViews, optionViews } from './product-part-views';

/** A product as stored, its server-made id, and the scope it is read in. */
export interface ProductReading {
  readonly id: number | null;
  readonly document: ProductDocument;
  /** `all` or the code of a store view. */
  readonly scope: string;
  /** The price aggregate's base price, which is shown where there is one (contract magento-bulk 8, "Prices"). */
  readonly basePrice?: number | null;
}

const NO_VALUES: ProductValues = { custom_attributes: [] };

/** Own attributes over global ones by code; the order of first appearance. */
function mergeAttributes(outer: ProductValues, own: ProductValues): CustomAttribute[] {
  const all = [...outer.custom_attributes, ...own.custom_attributes];
  return [...new Map(all.map((attribute) => [attribute.attribute_code, attribute])).values()];
}

function valuesIn({ document, scope }: ProductReading): ProductValues {
  const { global } = document;
  const own =
    document.stores.find((store) => scope !== ALL_SCOPES && store.code === scope)?.values ?? NO_VALUES;
  return {
    name: own.name ?? global.name ?? null,
    status: own.status ?? global.status ?? null,
    visibility: own.visibility ?? global.visibility ?? null,
    custom_attributes: mergeAttributes(global, own),
  };
}

function scalarsOf(reading: ProductReading, values: ProductValues): [string, unknown][] {
  const { id, document } = reading;
  const scalars = {
    id,
    sku: document.sku,
    name: values.name,
    attribute_set_id: document.attribute_set_id,
    price: reading.basePrice ?? document.price ?? null,
    status: values.status,
    visibility: values.visibility,
    type_id: document.type_id,
    created_at: document.created_at,
    updated_at: document.updated_at,
    weight: document.weight ?? null,
  };
  return Object.entries(scalars).filter(([, value]) => value !== null);
}

/** The lists that are kept as such, over what an older document holds of them among its attributes. */
function listsOf({ document }: ProductReading): ReadonlyMap<string, unknown> {
  const { attributes, links, options, media } = document;
  const extensions = extensionView(document);
  return new Map<string, unknown>([
    ...Object.entries(attributes),
    ...(extensions === null ? [] : [['extension_attributes', extensions] as const]),
    ...(links === undefined ? [] : [['product_links', linkViews(document)] as const]),
    ...(options === undefined ? [] : [['options', optionViews(document)] as const]),
    ...(media === undefined ? [] : [['media_gallery_entries', mediaViews(document)] as const]),
  ]);
}

const isPrinted = (name: string): boolean => LIST_PROPERTIES.some((property) => property === name);

/**
 * Magento's JSON of a product in one scope: own values over global ones, what has no value left out, the lists that
 * are always there, then what else was kept, custom attributes last (contract magento-bulk 8).
 */
export function productView(reading: ProductReading): JsonObject {
  const values = valuesIn(reading);
  const kept = Object.entries(reading.document.attributes).filter(([name]) => !isReservedName(name));
  const sent = listsOf(reading);
  const lists = LIST_PROPERTIES.map((name) => [name, sent.has(name) ? sent.get(name) : []] as const);
  return Object.fromEntries<unknown>([
    ...scalarsOf(reading, values),
    ...lists,
    ...kept.filter(([name]) => !isPrinted(name)),
    ['custom_attributes', values.custom_attributes],
  ]);
}
