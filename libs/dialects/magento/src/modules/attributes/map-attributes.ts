import type { IncomingItem } from '@sluice/intake';
import { attributeSetKey } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import { objectArgument, requiredInt, requiredText } from '../../items/scalar-arguments';
import { keyedItem } from '../../items/sku-item';
import type { JsonObject } from '../../json';
import type { DeferredItem, Found, ItemMapper } from '../module';
import { ATTRIBUTE_GROUP, ATTRIBUTE_OPTION, ATTRIBUTE_SET, PRODUCT_ATTRIBUTE } from './attribute-shapes';

const SETS = 'attribute_sets';

function requiredName(object: JsonObject, name: string): string {
  const value = object[name];
  if (typeof value !== 'string' || value === '') throw requiredFields([name]);
  return value;
}

/** The attribute's own id is the server's to give: it is checked and dropped. */
const saveAttribute =
  (action: 'save' | 'update'): ItemMapper =>
  (args, { limits }) => {
    const sent = objectArgument(args, 'attribute', { shape: PRODUCT_ATTRIBUTE, limits });
    const { attribute_id: _id, ...attribute } = sent;
    return keyedItem(action, requiredName(attribute, 'attribute_code'), attribute);
  };

const addOption: ItemMapper = (args, { limits }) => {
  const attribute_code = requiredText(args, 'attributeCode');
  const option = objectArgument(args, 'option', { shape: ATTRIBUTE_OPTION, limits });
  return keyedItem('add-option', attribute_code, { attribute_code, option });
};

const createSet: ItemMapper = (args, { limits }) => {
  const sent = objectArgument(args, 'attributeSet', { shape: ATTRIBUTE_SET, limits });
  const { attribute_set_id: _id, entity_type_id: _type, ...set } = sent;
  const name = requiredName(set, 'attribute_set_name');
  const skeleton_id = requiredInt(args, 'skeletonId');
  return keyedItem('create', attributeSetKey(name), { ...set, skeleton_id });
};

/** An operation on the set with this id; one that nobody has fails when it is applied. */
function onSet(action: 'assign' | 'save-group', id: number, payload: JsonObject): DeferredItem {
  const ref = `id:${id}`;
  const finish = (found: Found): IncomingItem => {
    const set = found.key(SETS, ref) ?? ref;
    return keyedItem(action, set, { ...payload, set, attribute_set_id: id });
  };
  return { kind: 'deferred', refs: [{ collection: SETS, ref }], finish };
}

const saveGroup: ItemMapper = (args, { limits }) => {
  const { attribute_set_id, ...group } = objectArgument(args, 'group', { shape: ATTRIBUTE_GROUP, limits });
  if (typeof attribute_set_id !== 'number') throw requiredFields(['attribute_set_id']);
  return onSet('save-group', attribute_set_id, group);
};

const assign: ItemMapper = (args) =>
  onSet('assign', requiredInt(args, 'attributeSetId'), {
    attribute_group_id: requiredInt(args, 'attributeGroupId'),
    attribute_code: requiredText(args, 'attributeCode'),
    sort_order: requiredInt(args, 'sortOrder'),
  });

/** By `entity/action`. */
export const ATTRIBUTE_MAPPERS: Readonly<Record<string, ItemMapper>> = {
  'product_attribute/save': saveAttribute('save'),
  'product_attribute/update': saveAttribute('update'),
  'product_attribute/add-option': addOption,
  'attribute_set/create': createSet,
  'attribute_set/save-group': saveGroup,
  'attribute_set/assign': assign,
};

const attributeItem = (attribute: JsonObject): JsonObject => ({ attribute });

/** The items that such payloads were mapped from. */
export const ATTRIBUTE_ITEMS: Readonly<Record<string, (payload: JsonObject) => JsonObject>> = {
  'product_attribute/save': attributeItem,
  'product_attribute/update': attributeItem,
  'product_attribute/add-option': ({ attribute_code, option }) => ({
    attributeCode: attribute_code,
    option,
  }),
  'attribute_set/create': ({ skeleton_id, ...attributeSet }) => ({ attributeSet, skeletonId: skeleton_id }),
  'attribute_set/save-group': ({ set: _set, ...group }) => ({ group }),
  'attribute_set/assign': ({ attribute_set_id, attribute_group_id, attribute_code, sort_order }) => ({
    attributeSetId: attribute_set_id,
    attributeGroupId: attribute_group_id,
    attributeCode: attribute_code,
    sortOrder: sort_order,
  }),
};
