import { customerGroupKey } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import { objectArgument } from '../../items/scalar-arguments';
import { keyedItem } from '../../items/sku-item';
import type { JsonObject } from '../../json';
import type { DeferredItem, ItemMapper } from '../module';
import { GROUP } from './customer-shapes';

const GROUPS = 'customer_groups';

/** The name of a tax class follows from its id. */
const fieldsOf = ({ id: _id, tax_class_name: _name, ...fields }: JsonObject): JsonObject => fields;

/** The group is found by its id; a new code becomes a key later, so it must be able to. */
function updateItem(id: number, fields: JsonObject): DeferredItem {
  const ref = `id:${id}`;
  const { code } = fields;
  return {
    kind: 'deferred',
    refs: [{ collection: GROUPS, ref }],
    finish: (found) => {
      const key = found.key(GROUPS, ref) ?? ref;
      const name = keyedItem('update', typeof code === 'string' ? customerGroupKey(code) : key, {});
      if (name.kind === 'rejected') return name;
      const sent = { id, ...fields };
      return { kind: 'operation', action: 'update', key, payload: { key, ...sent }, hashed: sent };
    },
  };
}

/** A code that is sent must not be empty. */
function readGroup(args: Parameters<ItemMapper>[0], limits: Parameters<ItemMapper>[1]['limits']) {
  const group = objectArgument(args, 'group', { shape: GROUP, limits });
  if (group.code === '') throw requiredFields(['code']);
  return { id: typeof group.id === 'number' ? group.id : null, fields: fieldsOf(group) };
}

/** `POST /customerGroups`: as in the original, one that names an id is changed. */
export const mapGroupCreate: ItemMapper = (args, { limits }) => {
  const { id, fields } = readGroup(args, limits);
  if (id !== null) return updateItem(id, fields);
  const { code } = fields;
  if (typeof code !== 'string') throw requiredFields(['code']);
  return keyedItem('create', customerGroupKey(code), { ...fields, code });
};

/** `PUT /customerGroups/:id`. */
export const mapGroupUpdate: ItemMapper = (args, { limits }) => {
  const { id, fields } = readGroup(args, limits);
  if (id === null) throw requiredFields(['id']);
  return updateItem(id, fields);
};

/** The item of either. */
export const groupItem = ({ key: _key, ...group }: JsonObject): JsonObject => ({ group });
