import type { AttributeSetDocument, ProductAttributeDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities, type EntitySearch } from '../../entities/search-entities';
import { noSuchEntity } from '../../http/rest-error';
import type { JsonObject } from '../../json';
import { searchRows, type RowSearch } from '../../entities/search-rows';
import type { ReadContext, ReadRow } from '../module';
import { attributeSetView, attributeView, groupView, optionViews } from './attribute-views';

const READ = { verb: 'GET', access: 'magento:products:read' } as const;
const ATTRIBUTES = { ...READ, acl: 'Magento_Catalog::attributes_attributes' } as const;
const SETS = { ...READ, acl: 'Magento_Catalog::sets' } as const;

async function requireAttribute({ entities }: ReadContext, code = ''): Promise<EntityRecord> {
  const found = await entities.one('product_attribute', code);
  if (found !== null) return found;
  const text = `The attribute with a "${code}" attributeCode doesn't exist. Verify the attribute and try again.`;
  throw noSuchEntity(text);
}

async function requireSet({ entities }: ReadContext, id = ''): Promise<EntityRecord> {
  const found = await entities.byRef('attribute_set', `id:${id}`);
  if (found === null) throw noSuchEntity(`No such entity with id = ${id}`);
  return found;
}

const ATTRIBUTE_SEARCH: EntitySearch = {
  entity: 'product_attribute',
  fields: [
    ...['attribute_id', 'attribute_code', 'frontend_input', 'default_frontend_label', 'scope'],
    ...['is_required', 'entity_type_id', 'is_user_defined', 'is_unique', 'is_visible', 'backend_type'],
    ...['is_searchable', 'is_filterable', 'is_comparable', 'used_in_product_listing'],
  ],
  toView: attributeView,
  keysOf: (field, value) =>
    field === 'attribute_code' ? [value, ...value.split(',').map((code) => code.trim())] : null,
};

const SET_SEARCH: EntitySearch = {
  entity: 'attribute_set',
  fields: ['attribute_set_id', 'attribute_set_name', 'sort_order', 'entity_type_id'],
  toView: attributeSetView,
};

/** Groups live in their sets, which no property of a group names by key. */
const GROUP_SEARCH: RowSearch = {
  entity: 'attribute_set',
  fields: ['attribute_group_id', 'attribute_group_name', 'attribute_set_id'],
  rowsOf: ({ id, document }) =>
    (document as AttributeSetDocument).groups.map((group) => groupView(group, id)),
  keyField: '',
  toKey: (value) => value,
};

/** The attributes assigned to a set, in their order, as far as they are there. */
async function attributesOf({ entities }: ReadContext, set: EntityRecord): Promise<JsonObject[]> {
  const { assigned = [] } = set.document as AttributeSetDocument;
  const codes = [...assigned]
    .sort((one, other) => one.sort_order - other.sort_order)
    .map(({ attribute_code }) => attribute_code);
  return (await entities.many('product_attribute', codes)).map(attributeView);
}

/** An attribute under its code, for a synchronous answer. */
export async function attributeOf({ entities }: ReadContext, key: string): Promise<JsonObject | null> {
  const found = await entities.one('product_attribute', key);
  return found === null ? null : attributeView(found);
}

/** An attribute set under its key, for a synchronous answer. */
export async function attributeSetOf({ entities }: ReadContext, key: string): Promise<JsonObject | null> {
  const found = await entities.one('attribute_set', key);
  return found === null ? null : attributeSetView(found);
}

/** Reading attributes and attribute sets back. */
export const ATTRIBUTE_READS: readonly ReadRow[] = [
  {
    ...ATTRIBUTES,
    path: '/products/attributes',
    entity: 'product_attribute',
    description: 'A search over the attributes of products.',
    answer: (context, call) => searchEntities(context, call, ATTRIBUTE_SEARCH),
  },
  {
    ...ATTRIBUTES,
    path: '/products/attributes/:attributeCode',
    entity: 'product_attribute',
    description: 'The attribute with this code.',
    answer: async (context, _call, { attributeCode }) =>
      attributeView(await requireAttribute(context, attributeCode)),
  },
  {
    ...ATTRIBUTES,
    path: '/products/attributes/:attributeCode/options',
    entity: 'product_attribute',
    description: 'The options of an attribute.',
    answer: async (context, _call, { attributeCode }) =>
      optionViews((await requireAttribute(context, attributeCode)).document as ProductAttributeDocument),
  },
  {
    ...SETS,
    path: '/products/attribute-sets/sets/list',
    entity: 'attribute_set',
    description: 'A search over the attribute sets.',
    answer: (context, call) => searchEntities(context, call, SET_SEARCH),
  },
  {
    ...SETS,
    path: '/products/attribute-sets/groups/list',
    entity: 'attribute_set',
    description: 'A search over the groups of the attribute sets.',
    answer: (context, call) => searchRows(context, call, GROUP_SEARCH),
  },
  {
    ...SETS,
    path: '/products/attribute-sets/:attributeSetId',
    entity: 'attribute_set',
    description: 'The attribute set with this id.',
    answer: async (context, _call, { attributeSetId }) =>
      attributeSetView(await requireSet(context, attributeSetId)),
  },
  {
    ...SETS,
    path: '/products/attribute-sets/:attributeSetId/attributes',
    entity: 'attribute_set',
    description: 'The attributes assigned to an attribute set.',
    answer: async (context, _call, { attributeSetId }) =>
      attributesOf(context, await requireSet(context, attributeSetId)),
  },
];
