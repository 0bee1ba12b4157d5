import type { MagentoRow } from '../../route-table';

const ATTRIBUTES = { entity: 'product_attribute', acl: 'Magento_Catalog::attributes_attributes' } as const;
const SETS = { entity: 'attribute_set', acl: 'Magento_Catalog::sets' } as const;

const needed = <Name extends string>(...names: readonly Name[]) =>
  names.map((name) => ({ name, required: true }));

const save = {
  ...ATTRIBUTES,
  params: needed('attribute'),
  service: 'catalog.api.productattributerepositoryinterface.save',
  implementation: 'Magento\\Catalog\\Model\\Product\\Attribute\\Repository\\Interceptor::save',
  answer: 'entity',
} as const;

const ATTRIBUTE_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/products/attributes',
    ...save,
    action: 'save',
    description: 'Creates an attribute of products, or changes the one with its code.',
  },
  {
    verb: 'PUT',
    path: '/products/attributes/:attributeCode',
    ...save,
    action: 'update',
    pathInto: { attributeCode: ['attribute', 'attribute_code'] },
    description: 'Changes an attribute of products.',
  },
  {
    verb: 'POST',
    path: '/products/attributes/:attributeCode/options',
    ...ATTRIBUTES,
    action: 'add-option',
    params: needed('attributeCode', 'option'),
    service: 'catalog.api.productattributeoptionmanagementinterface.add',
    implementation: 'Magento\\Catalog\\Model\\Product\\Attribute\\OptionManagement\\Interceptor::add',
    answer: 'result',
    description: 'Adds an option to an attribute; answers its id.',
  },
];

const SET_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/products/attribute-sets/attributes',
    ...SETS,
    action: 'assign',
    params: needed('attributeSetId', 'attributeGroupId', 'attributeCode', 'sortOrder'),
    service: 'catalog.api.productattributemanagementinterface.assign',
    implementation: 'Magento\\Catalog\\Model\\Product\\Attribute\\Management\\Interceptor::assign',
    answer: 'result',
    description: 'Puts an attribute into a group of an attribute set.',
  },
  {
    verb: 'POST',
    path: '/products/attribute-sets',
    ...SETS,
    action: 'create',
    params: needed('attributeSet', 'skeletonId'),
    service: 'catalog.api.attributesetmanagementinterface.create',
    implementation: 'Magento\\Catalog\\Model\\Product\\Attribute\\SetManagement\\Interceptor::create',
    answer: 'entity',
    description: 'Creates an attribute set with the groups and attributes of another.',
  },
  {
    verb: 'POST',
    path: '/products/attribute-sets/groups',
    ...SETS,
    action: 'save-group',
    params: needed('group'),
    service: 'catalog.api.productattributegrouprepositoryinterface.save',
    implementation: 'Magento\\Catalog\\Model\\ProductAttributeGroupRepository\\Interceptor::save',
    answer: 'result',
    description: 'Adds a group to an attribute set, or renames one.',
  },
];

/** Attributes of products and their sets (contract magento-bulk 7 and 8, "Sync forms"). */
export const CATALOG_ATTRIBUTE_ROWS: readonly MagentoRow[] = [...ATTRIBUTE_ROWS, ...SET_ROWS];
