import type { ProductDocument } from '@sluice/schemas';
import { context, type Outside } from '../supplies.fixture';
import { productModel } from './product';

const NOT_FOUND = "The product that was requested doesn't exist. Verify the product and try again.";
const CONTENT = { base64_encoded_data: 'aGVsbG8=', type: 'image/png', name: 'Bag.png' };

const OTHER: Partial<ProductDocument> = {
  sku: 'B-2',
  type_id: 'virtual',
  global: { custom_attributes: [{ attribute_code: 'color', value: '5' }] },
};
const OUTSIDE: Outside = {
  documents: { 'products/b-2': OTHER, 'product_attributes/color': { scope: 'store' } },
  ids: { 'products/b-2': 33 },
  refs: { 'product_attributes/id:9': 'color' },
  nextId: 100,
};

const run = (before: ProductDocument | null, action: string, payload: Record<string, unknown>) =>
  productModel.apply(before, { action, payload: { sku: 'A-1', ...payload } }, context(OUTSIDE));

const done = (before: ProductDocument | null, action: string, payload: Record<string, unknown>) => {
  const applied = run(before, action, payload);
  if (applied.kind === 'refused') throw new Error(applied.refusal.message);
  return { document: applied.document as ProductDocument, result: applied.result };
};

const refusal = (before: ProductDocument | null, action: string, payload: Record<string, unknown>) => {
  const applied = run(before, action, payload);
  return applied.kind === 'refused' ? [applied.refusal.code, applied.refusal.message] : applied;
};

const product = (lists: Record<string, unknown> = {}): ProductDocument =>
  done(null, 'upsert', lists).document;

describe('an operation on a part of a product that is not there', () => {
  it.each([
    ['add-media', { entry: { content: CONTENT } }],
    ['update-media', { entry: { id: 1 } }],
    ['remove-media', { entry_id: 1 }],
    ['set-links', { items: [] }],
    ['save-link', { link: {} }],
    ['remove-link', { type: 'related', linked_product_sku: 'B-2' }],
    ['add-website', { website_id: 1 }],
    ['save-option', { option: {} }],
    ['remove-option', { option_id: 1 }],
    ['add-child', { child_sku: 'B-2' }],
    ['save-configurable-option', { option: {} }],
  ])('%s: the product is not found', (action, payload) => {
    expect(refusal(null, action, payload)).toEqual(['not_found', NOT_FOUND]);
  });
});

describe('what is wrong with a part', () => {
  const configurable = product({
    type_id: 'configurable',
    configurable_product_options: [{ attribute_id: 9 }],
  });
  it.each([
    ['add-media', {}, { entry: {} }, 'invalid', 'The image content is invalid.'],
    [
      'add-media',
      {},
      { entry: { content: { ...CONTENT, base64_encoded_data: '§' } } },
      'invalid',
      'must be valid base64',
    ],
    [
      'add-media',
      {},
      { entry: { content: { ...CONTENT, type: 'text/html' } } },
      'invalid',
      'MIME type is not valid',
    ],
    [
      'add-media',
      {},
      { entry: { content: { ...CONTENT, name: '../x' } } },
      'invalid',
      'forbidden characters',
    ],
    ['update-media', {}, { entry: { id: 5 } }, 'not_found', 'No image with the provided ID'],
    ['remove-media', {}, { entry_id: 5 }, 'not_found', 'No image with the provided ID'],
    ['set-links', {}, { items: [{ linked_product_sku: 'B-2' }] }, 'invalid', '"linkType" is required'],
    ['set-links', {}, { items: [{ link_type: '__proto__' }] }, 'not_found', `link type wasn't found`],
    [
      'set-links',
      {},
      { items: [{ link_type: 'related', linked_product_sku: 'C' }] },
      'invalid',
      'linked products data',
    ],
    ['save-link', {}, { link: { link_type: 'related', linked_product_sku: 'C' } }, 'not_found', NOT_FOUND],
    ['remove-link', {}, { type: 'x', linked_product_sku: 'C' }, 'not_found', 'link type is unknown'],
    [
      'remove-link',
      {},
      { type: 'related', linked_product_sku: 'C' },
      'not_found',
      `Product A-1 doesn't have linked C as related`,
    ],
    ['add-website', {}, { website_id: 0 }, 'invalid', 'Could not assign product "A-1" to websites "0"'],
    ['add-website', {}, { website_id: 9 }, 'invalid', 'Could not assign product'],
    ['save-option', {}, { option: { title: 'x' } }, 'invalid', 'Missed values for option required fields'],
    ['save-option', {}, { option: { option_id: 8 } }, 'not_found', 'No such entity with optionId = 8'],
    ['remove-option', {}, { option_id: 8 }, 'not_found', 'No such entity with optionId = 8'],
    ['add-child', {}, { child_sku: 'C' }, 'not_found', NOT_FOUND],
    ['add-child', {}, { child_sku: 'B-2' }, 'invalid', `doesn't have configurable product options`],
    [
      'add-child',
      { children: [{ id: 33, sku: 'B-2' }] },
      { child_sku: 'b-2' },
      'invalid',
      'already attached',
    ],
    ['save-configurable-option', {}, { option: {} }, 'invalid', 'One or more input exceptions'],
    [
      'save-configurable-option',
      {},
      { option: { attribute_id: 7, label: 'c', values: [{ value_index: 1 }] } },
      'not_found',
      '"7" attributeCode',
    ],
    ['save-configurable-option', {}, { option: { id: 4 } }, 'invalid', 'configurable product only'],
    ['save-configurable-option', configurable, { option: { id: 4 } }, 'not_found', 'Option with id "4"'],
    [
      'save-configurable-option',
      configurable,
      { option: { attribute_id: 9, label: 'c', values: [{ value_index: 1 }] } },
      'invalid',
      'already has this option',
    ],
    [
      'save-configurable-option',
      { type_id: 'bundle' },
      { option: { attribute_id: 9, label: 'c', values: [{ value_index: 1 }] } },
      'invalid',
      'Incompatible',
    ],
    ['upsert', {}, { product_links: [{ link_type: 'friend' }] }, 'not_found', `link type wasn't found`],
    ['upsert', {}, { media_gallery_entries: [{ content: {} }] }, 'invalid', 'valid base64'],
  ])('%s %j with %j', (...[action, had, payload, code, text]) => {
    const before = { ...product(), ...had };
    expect(refusal(before, action, payload)).toEqual([code, expect.stringContaining(text)]);
  });
});

describe('the parts of a product', () => {
  it('media: a file gets a path and no data is kept; a type has one owner; changes keep what is not sent', () => {
    const first = done(product(), 'add-media', {
      entry: { content: CONTENT, types: ['image', 'thumbnail'] },
    });
    expect(first.result).toBe('100');
    const entry = {
      id: 100,
      media_type: 'image',
      label: null,
      position: 1,
      disabled: false,
      file: '/b/a/Bag.png',
    };
    expect(first.document.media).toEqual([{ ...entry, types: ['image', 'thumbnail'] }]);
    const held = { ...first.document, media: [{ ...entry, id: 3, types: ['image', 'thumbnail'] }] };
    const second = done(held, 'add-media', { entry: { content: CONTENT, types: ['image'] } }).document;
    expect(second.media?.map(({ file, types, position }) => [file, types, position])).toEqual([
      ['/b/a/Bag.png', ['thumbnail'], 1],
      ['/b/a/Bag_1.png', ['image'], 2],
    ]);
    const changed = done(second, 'update-media', { entry: { id: 3, label: 'x', types: ['image'] } }).document;
    expect(changed.media?.map(({ id, label, types }) => [id, label, types])).toEqual([
      [3, 'x', ['image']],
      [100, null, []],
    ]);
    expect(done(changed, 'remove-media', { entry_id: 3 }).document.media).toHaveLength(1);
  });

  it('links: a set replaces the types it names, a save one link; the target tells its type', () => {
    const link = (link_type: string, linked_product_sku: string) => ({ link_type, linked_product_sku });
    const before = product({ product_links: [link('related', 'X'), link('upsell', 'Y')] });
    const set = done(before, 'set-links', { items: [link('related', 'B-2')] }).document;
    expect(set.links).toEqual([
      { ...link('upsell', 'Y'), linked_product_type: null, position: 0 },
      { ...link('related', 'B-2'), linked_product_type: 'virtual', position: 0 },
    ]);
    const saved = done(set, 'save-link', { link: { ...link('related', 'b-2'), position: 4 } }).document;
    expect(saved.links?.map(({ position }) => position)).toEqual([0, 4]);
    expect(
      done(saved, 'remove-link', { type: 'related', linked_product_sku: 'B-2' }).document.links,
    ).toHaveLength(1);
  });

  it('options: ids are made once, a save with an id merges, values keep theirs', () => {
    const option = { title: 'Size', type: 'drop_down', values: [{ title: 'S' }, { title: 'M' }] };
    const added = done(product(), 'save-option', { option });
    expect(JSON.parse(added.result ?? '')).toMatchObject({ product_sku: 'A-1', option_id: 100 });
    const values = [{ option_type_id: 102, title: 'L' }];
    const saved = done(added.document, 'save-option', { option: { option_id: 100, values } }).document;
    expect(saved.options).toEqual([
      { option_id: 100, title: 'Size', type: 'drop_down', values: [{ option_type_id: 102, title: 'L' }] },
    ]);
    expect(done(saved, 'remove-option', { option_id: 100 }).document.options).toEqual([]);
  });

  it('websites: one more beside that of the default store view', () => {
    expect(done(product(), 'add-website', { website_id: 1 }).document.website_ids).toEqual([1]);
    const elsewhere = product({ website_ids: [2, 2] });
    expect(done(elsewhere, 'add-website', { website_id: 1 }).document.website_ids).toEqual([2, 1]);
  });

  it('a first option makes a product configurable, then it takes children that have a value', () => {
    const option = { attribute_id: 9, label: 'Color', values: [{ value_index: 5 }] };
    const parent = done(product(), 'save-configurable-option', { option });
    expect([parent.result, parent.document.type_id]).toEqual(['100', 'configurable']);
    const { children } = done(parent.document, 'add-child', { child_sku: 'b-2' }).document;
    expect(children).toEqual([{ id: 33, sku: 'B-2' }]);
  });

  it('an upsert replaces the lists it brings, ids stay where they are sent, and leaves the others', () => {
    const before = product({
      options: [
        { title: 'a', type: 'field' },
        { title: 'b', type: 'field' },
      ],
      media_gallery_entries: [{ file: '/x.jpg' }],
      configurable_product_links: [33, 34, 33],
      configurable_product_options: [{ attribute_id: 9, label: 'c' }],
    });
    const kept = before.options?.[1]?.option_id;
    const after = done({ ...before, children: [{ id: 33, sku: 'B-2' }] }, 'upsert', {
      options: [
        { option_id: kept, title: 'B' },
        { option_id: 999, title: 'new' },
      ],
      configurable_product_links: [33, 35],
      configurable_product_options: [{ attribute_id: 9, label: 'C' }],
    }).document;
    expect(after.options?.map(({ option_id, title }) => [option_id, title])).toEqual([
      [kept, 'B'],
      [100, 'new'],
    ]);
    expect(after.media).toEqual(before.media);
    expect(after.children).toEqual([
      { id: 33, sku: 'B-2' },
      { id: 35, sku: null },
    ]);
    expect(after.configurable_options).toEqual([{ ...before.configurable_options?.[0], label: 'C' }]);
  });
});
