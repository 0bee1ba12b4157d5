import fc from 'fast-check';
import type { CategoryDocument } from '@sluice/schemas';
import { context, type Outside } from '../supplies.fixture';
import { categoryModel } from './category';
import { lineageOf } from './category-lineage';

const stored = (parent_id: number, fields: Partial<CategoryDocument> = {}): CategoryDocument => ({
  parent_id,
  position: 1,
  name: 'c',
  attributes: {},
  ...fields,
});

/** 1 > 2 > 5 > 6; 8 hangs on 7, which is gone; 9 and 10 hang on each other. */
const TREE: Outside = {
  documents: {
    'categories/1': stored(0),
    'categories/2': stored(1),
    'categories/5': stored(2, { position: 4 }),
    'categories/6': stored(5),
    'categories/8': stored(7),
    'categories/9': stored(10),
    'categories/10': stored(9),
    'products/a-1': { sku: 'A-1' },
  },
};

const run = (
  before: CategoryDocument | null,
  action: string,
  { scope, ...payload }: { id: number; scope?: string; [name: string]: unknown },
) => categoryModel.apply(before, { action, scope, payload }, context(TREE, payload.id));

const done = (...args: Parameters<typeof run>): CategoryDocument => {
  const applied = run(...args);
  if (applied.kind === 'refused') throw new Error(applied.refusal.message);
  return applied.document as CategoryDocument;
};

describe('a category that cannot be written', () => {
  it.each([
    [null, 'update', { id: 7 }, 'not_found', 'No such entity with id = 7'],
    [null, 'delete', { id: 7 }, 'not_found', 'No such entity with id = 7'],
    [stored(7), 'update', { id: 8, name: 'x' }, 'not_found', 'No such entity with id = 8'],
    [stored(10), 'delete', { id: 9 }, 'not_found', 'No such entity with id = 9'],
    [null, 'create', { id: 20, name: 'x', parent_id: 8 }, 'not_found', 'No such entity with id = 8'],
    [null, 'create', { id: 20 }, 'invalid', 'The "Name" attribute is required'],
    [stored(2), 'create', { id: 5, name: 'x' }, 'invalid', 'the id 5 is taken'],
    [stored(2), 'update', { id: 5, name: '' }, 'invalid', 'The "Name" attribute is required'],
    [stored(0), 'delete', { id: 1 }, 'invalid', 'Cannot delete category with id 1'],
    [stored(1), 'delete', { id: 2 }, 'invalid', 'Cannot delete category with id 2'],
    [stored(2), 'move', { id: 5, parent_id: 7 }, 'not_found', 'No such entity with id = 7'],
    [stored(2), 'move', { id: 5, parent_id: 6 }, 'invalid', 'Operation do not allow to move a parent'],
    [stored(2), 'move', { id: 5, parent_id: 5 }, 'invalid', 'Operation do not allow to move a parent'],
    [stored(2), 'add-product', { id: 5, sku: 'none' }, 'not_found', 'The product that was requested'],
    [stored(2), 'remove-product', { id: 5, sku: 'none' }, 'not_found', 'The product that was requested'],
    [stored(2), 'remove-product', { id: 5, sku: 'A-1' }, 'invalid', "The category doesn't contain"],
  ])('%j %s %j', (...[before, action, payload, code, text]) => {
    expect(run(before, action, payload)).toEqual({
      kind: 'refused',
      refusal: { class: 'final', code, message: expect.stringContaining(text) as string },
    });
  });
});

describe('a category', () => {
  const description = { attribute_code: 'description', value: 'd' };

  it('is created below the default one, global without a code, with times', () => {
    expect(done(null, 'create', { id: 20, name: 'x', custom_attributes: [description] })).toEqual({
      parent_id: 2,
      position: 20,
      name: 'x',
      is_active: true,
      include_in_menu: true,
      custom_attributes: [description],
      created_at: '2026-01-31 16:07:53',
      updated_at: '2026-01-31 16:07:53',
      attributes: {},
    });
  });

  it('has values per store scope: required ones globally at a create, changes where they are sent', () => {
    const created = done(null, 'create', {
      id: 20,
      name: 'un',
      scope: 'french',
      custom_attributes: [description],
    });
    expect([created.name, created.custom_attributes, created.stores]).toEqual([
      'un',
      undefined,
      [{ code: 'french', values: { name: 'un', custom_attributes: [description] } }],
    ]);
    const everywhere = done(created, 'update', { id: 20, name: 'one', scope: 'all' });
    const byDefault = done(everywhere, 'update', { id: 20, is_active: false, attributes: { x: 1 } });
    expect(byDefault).toMatchObject({ name: 'one', is_active: true, attributes: { x: 1 } });
    expect(byDefault.stores).toEqual([
      { code: 'french', values: { name: 'un', custom_attributes: [description] } },
      { code: 'default', values: { is_active: false } },
    ]);
    expect(done(created, 'update', { id: 20, position: 3 }).stores).toEqual(created.stores);
  });

  it('moves behind a sibling, or keeps its position', () => {
    expect(done(stored(5), 'move', { id: 6, parent_id: 2, after_id: 5 })).toMatchObject({
      parent_id: 2,
      position: 5,
    });
    expect(done(stored(5), 'move', { id: 6, parent_id: 2, after_id: 1 })).toMatchObject({
      parent_id: 2,
      position: 1,
    });
  });

  it('holds each product once', () => {
    const one = done(stored(2), 'add-product', { id: 5, sku: 'A-1', position: 2 });
    const again = done(one, 'add-product', { id: 5, sku: 'a-1', position: 7 });
    expect(again.products).toEqual([{ sku: 'A-1', position: 7 }]);
    expect(done(again, 'remove-product', { id: 5, sku: 'a-1' }).products).toEqual([]);
  });

  it('is deleted, and says so', () => {
    expect(run(stored(2), 'delete', { id: 5 })).toEqual({ kind: 'applied', document: null });
    expect(categoryModel.result({ action: 'delete', payload: { id: 5 } }, 5)).toBe('true');
    expect(categoryModel.result({ action: 'create', payload: { id: 5, name: 'x' } }, 5)).toBe(
      '{"id":5,"name":"x"}',
    );
  });

  it('its lineage ends, whatever points where', () => {
    const parents = fc.array(fc.nat(9), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(parents, fc.nat(9), (ids, from) => {
        const documents = Object.fromEntries(
          ids.map((parent, id) => [`categories/${id}`, id === 1 ? stored(0) : stored(parent)]),
        );
        const line = lineageOf(from, context({ documents }).supplies);
        if (line === null) return;
        expect([line[0], line.at(-1)]).toEqual([from, 1]);
        line.slice(0, -1).forEach((id, index) => expect(ids[id]).toBe(line[index + 1]));
      }),
    );
  });
});
