import type { ProductAttributeDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { productAttributeModel } from './product-attribute';

const run = (before: unknown, action: string, payload: Record<string, unknown>) =>
  productAttributeModel.apply(
    before,
    { action, payload: { attribute_code: 'color', ...payload } },
    context({ nextId: 50 }),
  );

const done = (before: unknown, action: string, payload: Record<string, unknown>) => {
  const applied = run(before, action, payload);
  if (applied.kind === 'refused') throw new Error(applied.refusal.message);
  return { document: applied.document as ProductAttributeDocument, result: applied.result };
};

const SELECT = { frontend_input: 'select', default_frontend_label: 'Color' };

describe('an attribute that cannot be written', () => {
  const text = done(null, 'save', { default_frontend_label: 'Color' }).document;
  const select = done(null, 'save', { ...SELECT, options: [{ label: 'Red' }] }).document;
  it.each([
    [null, 'update', SELECT, 'not_found', 'The attribute with a "color" attributeCode'],
    [null, 'add-option', { option: { label: 'x' } }, 'not_found', 'The attribute with a "color"'],
    [null, 'save', {}, 'invalid', '"frontend_label" is required'],
    [
      null,
      'save',
      { ...SELECT, attribute_code: '1-x' },
      'invalid',
      'Invalid value of "1-x" provided for the attribute_code field.',
    ],
    [
      null,
      'save',
      { ...SELECT, frontend_input: 'x' },
      'invalid',
      'Invalid value of "x" provided for the frontend_input field.',
    ],
    [text, 'add-option', { option: { label: 'x' } }, 'invalid', `doesn't work with options`],
    [select, 'add-option', { option: { label: ' ' } }, 'invalid', 'The attribute option label is empty.'],
    [select, 'add-option', { option: { label: 'RED' } }, 'already_exists', '"RED" already exists.'],
  ])('%j %s %j', (...[before, action, payload, code, message]) => {
    expect(run(before, action, payload)).toMatchObject({
      refusal: { code, message: expect.stringContaining(message) as string },
    });
  });
});

describe('an attribute', () => {
  it('has defaults, a label from the admin store, and a scope that is said in either way', () => {
    const frontend_labels = [
      { store_id: 1, label: 'Farbe' },
      { store_id: 0, label: 'Color' },
    ];
    const { document } = done(null, 'save', {
      frontend_labels,
      is_global: '1',
      attributes: { is_unique: '0' },
    });
    expect(document).toEqual({
      attribute_code: 'color',
      frontend_input: 'text',
      default_frontend_label: 'Color',
      frontend_labels,
      scope: 'global',
      is_required: false,
      options: [],
      attributes: { is_unique: '0' },
    });
    expect(done(document, 'update', { scope: 'store' }).document.scope).toBe('store');
    expect(productAttributeModel.refs?.(document, 9)).toEqual(['id:9']);
  });

  it('replaces its options, ids staying with label or value, and adds one with a new id', () => {
    const made = done(null, 'save', {
      ...SELECT,
      options: [{ label: 'Red' }, { label: 'Blue' }, { label: '' }],
    }).document;
    expect(made.options.map(({ value, label }) => [value, label])).toEqual([
      ['50', 'Red'],
      ['51', 'Blue'],
    ]);
    const saved = done(made, 'update', {
      options: [
        { label: 'blue', sort_order: 1 },
        { value: '50', label: 'Rot' },
      ],
    });
    expect(saved.document.options).toEqual([
      { value: '51', label: 'blue', sort_order: 1 },
      { value: '50', label: 'Rot' },
    ]);
    const added = done({ ...saved.document, options: [] }, 'add-option', { option: { label: ' Green ' } });
    expect([added.result, added.document.options]).toEqual(['"50"', [{ value: '50', label: 'Green' }]]);
  });

  it('sent again changes nothing', () => {
    const { document } = done(null, 'save', { ...SELECT, options: [{ label: 'Red' }] });
    const again = done(document, 'save', { ...SELECT, options: [{ label: 'Red' }] });
    expect(productAttributeModel.same(document, again.document)).toBe(true);
  });
});
