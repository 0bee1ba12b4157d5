import type { RestCall } from '../../rest-call';
import { readContext, type Held } from '../prices/read-context.fixture';
import { itemBy, mapBy } from '../products/mapping.fixture';
import { ATTRIBUTE_READS } from './attribute-reads';
import { attributesModule } from '.';

const HELD: Held = {
  'product_attribute/color': {
    document: {
      attribute_code: 'color',
      frontend_input: 'select',
      default_frontend_label: 'Color',
      frontend_labels: [],
      scope: 'global',
      is_required: false,
      options: [
        { value: '6', label: 'Red', sort_order: 2 },
        { value: '7', label: 'Blue', sort_order: 1 },
      ],
      attributes: { is_unique: '0', scope: 'hidden' },
    },
    id: 9,
  },
  'attribute_set/default': {
    document: {
      attribute_set_name: 'Default',
      sort_order: 1,
      groups: [{ attribute_group_id: 7, attribute_group_name: 'General' }],
      assigned: [{ entity_attribute_id: 1, attribute_code: 'color', attribute_group_id: 7, sort_order: 1 }],
      attributes: {},
    },
    id: 4,
  },
};

const read = (path: string, params: Record<string, string> = {}, query = 'searchCriteria') => {
  const row = ATTRIBUTE_READS.find((one) => one.path === path);
  if (row === undefined) throw new Error(`no row ${path}`);
  return row.answer(readContext(HELD), { query, target: {} } as unknown as RestCall, params);
};

const PAGE = 'searchCriteria[pageSize]=5';

describe('reading attributes and sets', () => {
  it.each([
    ['/products/attributes/:attributeCode', 'The attribute with a "x" attributeCode'],
    ['/products/attributes/:attributeCode/options', 'The attribute with a "x" attributeCode'],
    ['/products/attribute-sets/:attributeSetId', 'No such entity with id = 9'],
    ['/products/attribute-sets/:attributeSetId/attributes', 'No such entity with id = 9'],
  ])('%s of what is not there is 404', async (path, text) => {
    const asked = read(path, { attributeCode: 'x', attributeSetId: '9' });
    await expect(asked).rejects.toMatchObject({
      status: 404,
      body: { message: expect.stringContaining(text) as string },
    });
  });

  it('shows them as Magento does', async () => {
    const options = [
      { label: ' ', value: '' },
      { label: 'Blue', value: '7', sort_order: 1 },
      { label: 'Red', value: '6', sort_order: 2 },
    ];
    const color = { attribute_id: 9, attribute_code: 'color', scope: 'global', is_unique: '0', options };
    const set = { attribute_set_id: 4, attribute_set_name: 'Default', sort_order: 1, entity_type_id: 4 };
    await expect(
      read('/products/attributes/:attributeCode', { attributeCode: 'color' }),
    ).resolves.toMatchObject(color);
    await expect(
      read('/products/attributes/:attributeCode/options', { attributeCode: 'color' }),
    ).resolves.toEqual(options);
    await expect(read('/products/attributes', {}, PAGE)).resolves.toMatchObject({
      items: [color],
      total_count: 1,
    });
    await expect(read('/products/attribute-sets/:attributeSetId', { attributeSetId: '4' })).resolves.toEqual(
      set,
    );
    await expect(read('/products/attribute-sets/sets/list', {}, PAGE)).resolves.toMatchObject({
      items: [set],
    });
    await expect(
      read('/products/attribute-sets/:attributeSetId/attributes', { attributeSetId: '4' }),
    ).resolves.toMatchObject([color]);
    await expect(read('/products/attribute-sets/groups/list', {}, PAGE)).resolves.toMatchObject({
      items: [{ attribute_group_id: '7', attribute_group_name: 'General', attribute_set_id: 4 }],
    });
  });
});

describe('writing attributes and sets', () => {
  it.each([
    ['POST /products/attributes', { attribute: { scope: 'store' } }],
    ['POST /products/attribute-sets', { attributeSet: {}, skeletonId: 4 }],
    ['POST /products/attribute-sets/groups', { group: { attribute_group_name: 'x' } }],
    ['POST /products/attribute-sets/attributes', { attributeSetId: 4 }],
  ])('%s refuses %j', (call, item) => {
    expect(() => mapBy(attributesModule, call, item)).toThrow();
  });

  it.each([
    [
      'POST /products/attributes',
      'product_attribute',
      { attribute: { attribute_code: 'color', options: [{ label: 'Red', odd: 1 }], is_unique: '0' } },
    ],
    [
      'PUT /products/attributes/:attributeCode',
      'product_attribute',
      { attribute: { attribute_code: 'color', is_required: true } },
    ],
    [
      'POST /products/attributes/:attributeCode/options',
      'product_attribute',
      { attributeCode: 'color', option: { label: 'Red', store_labels: [{ store_id: 1, label: 'Rot' }] } },
    ],
    [
      'POST /products/attribute-sets',
      'attribute_set',
      { attributeSet: { attribute_set_name: 'Bags', sort_order: 3 }, skeletonId: 4 },
    ],
    [
      'POST /products/attribute-sets/groups',
      'attribute_set',
      { group: { attribute_group_name: 'x', attribute_set_id: 4 } },
    ],
    [
      'POST /products/attribute-sets/attributes',
      'attribute_set',
      { attributeSetId: 4, attributeGroupId: 7, attributeCode: 'color', sortOrder: 1 },
    ],
  ])('%s: the item is what comes back of its payload', (call, entity, item) => {
    expect(itemBy(attributesModule, entity, mapBy(attributesModule, call, item))).toEqual(item);
  });

  it('a set is found by its id; one that nobody has is left to fail when it is applied', () => {
    const on = (attribute_set_id: number) =>
      mapBy(attributesModule, 'POST /products/attribute-sets/groups', { group: { attribute_set_id } }).key;
    expect([on(4), on(17)]).toEqual(['default', 'id:17']);
  });
});
