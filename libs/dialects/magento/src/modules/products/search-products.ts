import { canonicalSku, type ProductDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities, type SearchAnswer } from '../../entities/search-entities';
import { isJsonObject, type JsonObject } from '../../json';
import { createPricedReader } from '../../products/read-product';
import type { RestCall } from '../../rest-call';
import { parseCriteria } from '../../search/parse-criteria';
import type { ReadContext } from '../module';

/** What is printed of every product. */
const PRINTED: readonly string[] = [
  ...['id', 'sku', 'name', 'attribute_set_id', 'price', 'status', 'visibility', 'type_id'],
  ...['created_at', 'updated_at', 'weight', 'entity_id'],
];

/** Attributes that Magento brings with it: known even where no product has a value yet. */
const BUILT_IN: readonly string[] = [
  ...['description', 'short_description', 'url_key', 'url_path', 'tax_class_id', 'color', 'manufacturer'],
  ...['meta_title', 'meta_keyword', 'meta_description', 'image', 'small_image', 'thumbnail', 'category_ids'],
  ...['special_price', 'special_from_date', 'special_to_date', 'cost', 'news_from_date', 'news_to_date'],
  ...['country_of_manufacture', 'gift_message_available', 'options_container', 'has_options'],
  ...['required_options', 'website_id', 'store_id'],
];

const codesOf = ({ document }: EntityRecord): string[] => {
  const { global, stores } = document as ProductDocument;
  return [global, ...stores.map(({ values }) => values)].flatMap(({ custom_attributes }) =>
    custom_attributes.map(({ attribute_code }) => attribute_code),
  );
};

/** The custom attributes that some product has, of those asked for. */
async function usedCodes({ entities }: ReadContext, wanted: Set<string>): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const records of entities.all('product')) {
    for (const code of records.flatMap(codesOf)) if (wanted.has(code)) found.add(code);
    if (found.size === wanted.size) break;
  }
  return found;
}

/**
 * The fields a search may name: what is printed, what is defined as an attribute, and what any product has a value
 * for. The products are gone through only where a field is neither of the first two.
 */
async function knownFields(context: ReadContext, asked: ReadonlySet<string>): Promise<Set<string>> {
  const known = new Set([...PRINTED, ...BUILT_IN]);
  const defined = await context.entities.many(
    'product_attribute',
    [...asked].filter((field) => !known.has(field)),
  );
  for (const { key } of defined) known.add(key);
  const open = new Set([...asked].filter((field) => !known.has(field)));
  if (open.size > 0) for (const code of await usedCodes(context, open)) known.add(code);
  return known;
}

const websitesOf = ({ extension_attributes }: JsonObject): unknown =>
  isJsonObject(extension_attributes) ? extension_attributes.website_ids : undefined;

/** The value of a printed property, else that of the custom attribute. */
function fieldValue(view: JsonObject, field: string): unknown {
  if (field === 'entity_id') return view.id;
  if (field === 'website_id') return websitesOf(view);
  if (PRINTED.includes(field)) return view[field];
  const attributes = view.custom_attributes as readonly { attribute_code: string; value: unknown }[];
  return attributes.find(({ attribute_code }) => attribute_code === field)?.value;
}

/** The skus that an `in` names; a sku with a comma in it is what `eq` means. */
const keysOf = (field: string, value: string): readonly string[] | null =>
  field === 'sku' ? [canonicalSku(value), ...value.split(',').map((sku) => canonicalSku(sku.trim()))] : null;

function askedFields({ query }: RestCall): Set<string> {
  const { filterGroups, sortOrders } = parseCriteria(query).criteria;
  return new Set([...filterGroups.flat(), ...sortOrders].map(({ field }) => field));
}

/** Answers a search over products as they are seen in the scope of the path. */
export async function searchProducts(context: ReadContext, call: RestCall): Promise<SearchAnswer> {
  const asked = askedFields(call);
  const fields = await knownFields(context, asked);
  const scope = call.target.scope ?? context.options.stores.defaultView;
  const reader = createPricedReader(context, { scope, priceAll: asked.has('price') });
  const search = {
    entity: 'product',
    fields: (name: string) => fields.has(name),
    toView: (record: EntityRecord) => reader.view(record),
    fieldOf: fieldValue,
    keysOf,
  };
  return searchEntities({ ...context, entities: reader.entities }, call, search);
}
