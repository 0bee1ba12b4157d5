import {
  attributeAssignPayload,
  attributeGroupPayload,
  attributeSetCreatePayload,
  attributeSetKey,
} from '../entities/attribute-set';
import {
  categoryDeletePayload,
  categoryMovePayload,
  categoryPayload,
  categoryProductPayload,
  categoryRemoveProductPayload,
} from '../entities/category';
import { addAttributeOptionPayload, productAttributePayload } from '../entities/product-attribute';
import type { EntitySpec } from '../entity-spec';

const codeKey = (payload: { attribute_code: string }): string => payload.attribute_code;
const setKey = (payload: { set: string }): string => payload.set;
const idKey = (payload: { id: number }): string => String(payload.id);

const productAttribute: EntitySpec = {
  name: 'product_attribute',
  collection: 'product_attributes',
  consumer: 'products',
  id: 'on-create',
  actions: {
    save: { idempotent: true, payload: productAttributePayload, keyOf: codeKey },
    update: { idempotent: true, payload: productAttributePayload, keyOf: codeKey },
    'add-option': { idempotent: false, payload: addAttributeOptionPayload, keyOf: codeKey },
  },
};

const attributeSet: EntitySpec = {
  name: 'attribute_set',
  collection: 'attribute_sets',
  consumer: 'products',
  id: 'on-create',
  actions: {
    create: {
      idempotent: false,
      payload: attributeSetCreatePayload,
      keyOf: (payload: { attribute_set_name: string }) => attributeSetKey(payload.attribute_set_name),
    },
    'save-group': { idempotent: false, payload: attributeGroupPayload, keyOf: setKey },
    assign: { idempotent: false, payload: attributeAssignPayload, keyOf: setKey },
  },
};

const category: EntitySpec = {
  name: 'category',
  collection: 'categories',
  consumer: 'products',
  id: 'key',
  actions: {
    create: { idempotent: false, payload: categoryPayload, keyOf: idKey },
    update: { idempotent: true, payload: categoryPayload, keyOf: idKey },
    delete: { idempotent: true, payload: categoryDeletePayload, keyOf: idKey },
    move: { idempotent: true, payload: categoryMovePayload, keyOf: idKey },
    'add-product': { idempotent: true, payload: categoryProductPayload, keyOf: idKey },
    'remove-product': { idempotent: false, payload: categoryRemoveProductPayload, keyOf: idKey },
  },
};

/** Attributes, attribute sets and categories. */
export const catalogEntities: readonly EntitySpec[] = [productAttribute, attributeSet, category];
