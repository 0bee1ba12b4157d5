import type { AttributeSetDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { attributeSetModel } from './attribute-set';

const DEFAULT: AttributeSetDocument = {
  attribute_set_name: 'Default',
  sort_order: 1,
  groups: [{ attribute_group_id: 7, attribute_group_name: 'General' }],
  attributes: {},
};

const run = (before: AttributeSetDocument | null, action: string, payload: Record<string, unknown>) =>
  attributeSetModel.apply(
    before,
    { action, payload },
    context({
      documents: { 'attribute_sets/default': ASSIGNED, 'product_attributes/color': {} },
      refs: { 'attribute_sets/id:4': 'default' },
    }),
  );

const ASSIGNED: AttributeSetDocument = {
  ...DEFAULT,
  assigned: [{ entity_attribute_id: 3, attribute_code: 'color', attribute_group_id: 7, sort_order: 1 }],
};
const SET = { set: 'default', attribute_set_id: 4 };
const PLACE = { ...SET, attribute_group_id: 7, attribute_code: 'color', sort_order: 5 };

describe('an attribute set that cannot be written', () => {
  it.each([
    [
      DEFAULT,
      'create',
      { attribute_set_name: 'Default', skeleton_id: 4 },
      'already_exists',
      'A "Default" attribute set',
    ],
    [
      null,
      'create',
      { attribute_set_name: 'Bags', skeleton_id: 99 },
      'not_found',
      'No such entity with id = 99',
    ],
    [null, 'save-group', SET, 'not_found', 'No such entity with attributeSetId = 4'],
    [null, 'assign', PLACE, 'not_found', 'The AttributeSet with a "4" ID'],
    [
      DEFAULT,
      'save-group',
      { ...SET, attribute_group_id: 8 },
      'not_found',
      'No such entity with attributeGroupId = 8',
    ],
    [DEFAULT, 'save-group', SET, 'invalid', '"attributeGroupName" is required'],
    [DEFAULT, 'save-group', { ...SET, attribute_group_name: 'General' }, 'already_exists', 'exists already'],
    [
      DEFAULT,
      'assign',
      { ...PLACE, attribute_group_id: 8 },
      'invalid',
      'does not belong to the attribute set',
    ],
    [DEFAULT, 'assign', { ...PLACE, attribute_code: 'none' }, 'not_found', 'The attribute with a "none"'],
  ])('%j %s %j', (...[before, action, payload, code, message]) => {
    expect(run(before, action, payload)).toMatchObject({
      refusal: { code, message: expect.stringContaining(message) as string },
    });
  });
});

describe('an attribute set', () => {
  it('begins with the groups and assignments of its skeleton under ids of its own', () => {
    expect(run(null, 'create', { attribute_set_name: 'Bags', skeleton_id: 4 })).toEqual({
      kind: 'applied',
      document: {
        attribute_set_name: 'Bags',
        sort_order: 0,
        groups: [{ attribute_group_id: 8, attribute_group_name: 'General' }],
        assigned: [{ entity_attribute_id: 2, attribute_code: 'color', attribute_group_id: 8, sort_order: 1 }],
        attributes: {},
      },
    });
  });

  it('gets groups, and attributes into them: one place each', () => {
    const named = run(DEFAULT, 'save-group', { ...SET, attribute_group_name: 'More' });
    expect(named).toMatchObject({
      document: { groups: [DEFAULT.groups[0], { attribute_group_id: 8, attribute_group_name: 'More' }] },
      result: '{"attribute_group_id":8,"attribute_group_name":"More","attribute_set_id":4}',
    });
    const renamed = { ...SET, attribute_group_id: 7, attribute_group_name: 'All' };
    expect(run(DEFAULT, 'save-group', renamed)).toMatchObject({
      document: { groups: [{ attribute_group_id: 7, attribute_group_name: 'All' }] },
    });
    expect(run(DEFAULT, 'assign', PLACE)).toMatchObject({
      document: { assigned: [{ entity_attribute_id: 1, attribute_code: 'color', sort_order: 5 }] },
      result: '1',
    });
    expect(run(ASSIGNED, 'assign', PLACE)).toMatchObject({
      document: { assigned: [{ entity_attribute_id: 3, sort_order: 5 }] },
      result: '3',
    });
  });
});
