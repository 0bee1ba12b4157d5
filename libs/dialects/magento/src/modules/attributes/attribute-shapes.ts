import { listOf, shape } from '../../items/shape';

const EAV = 'Magento\\Eav\\Api\\Data';

const FRONTEND_LABEL = shape(`${EAV}\\AttributeFrontendLabelInterface`, { store_id: 'int', label: 'string' });
const OPTION_LABEL = shape(`${EAV}\\AttributeOptionLabelInterface`, { store_id: 'int', label: 'string' });

export const ATTRIBUTE_OPTION = shape(`${EAV}\\AttributeOptionInterface`, {
  label: 'string',
  value: 'string',
  sort_order: 'int',
  is_default: 'bool',
  store_labels: listOf(OPTION_LABEL),
});

export const PRODUCT_ATTRIBUTE = shape('Magento\\Catalog\\Api\\Data\\ProductAttributeInterface', {
  attribute_id: 'int',
  attribute_code: 'string',
  frontend_input: 'string',
  default_frontend_label: 'string',
  frontend_labels: listOf(FRONTEND_LABEL),
  scope: 'string',
  is_global: 'any',
  is_required: 'bool',
  options: listOf(ATTRIBUTE_OPTION),
});

export const ATTRIBUTE_SET = shape(`${EAV}\\AttributeSetInterface`, {
  attribute_set_id: 'int',
  attribute_set_name: 'string',
  sort_order: 'int',
  entity_type_id: 'int',
});

export const ATTRIBUTE_GROUP = shape(`${EAV}\\AttributeGroupInterface`, {
  attribute_group_id: 'int',
  attribute_group_name: 'string',
  attribute_set_id: 'int',
});
