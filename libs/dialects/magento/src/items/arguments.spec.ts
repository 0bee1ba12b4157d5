import { RestError } from '../http/rest-error';
import { createArgumentReader } from './arguments';

const read = createArgumentReader([
  { name: 'pageId', required: true },
  { name: 'product', required: true },
  { name: 'saveOptions', required: false },
]);

const refusal = (item: unknown): unknown => {
  try {
    return read(item);
  } catch (error) {
    return error instanceof RestError ? [error.status, error.body] : error;
  }
};

describe('the arguments of an item', () => {
  it('are read in either spelling, others are ignored', () => {
    expect([...read({ page_id: 0, product: '', saveOptions: null, extra: 1, __proto__: null })]).toEqual([
      ['pageId', 0],
      ['product', ''],
    ]);
    expect(read({ pageId: 1, page_id: 2, product: 3 }).get('pageId')).toBe(1);
  });

  it('are listed when several are missing', () => {
    const one = (fieldName: string): object => ({
      message: '"%fieldName" is required. Enter and try again.',
      parameters: { fieldName },
    });
    const several = {
      message: 'One or more input exceptions have occurred.',
      errors: [one('pageId'), one('product')],
    };
    for (const item of [{}, null, 5, [], { product: null }]) expect(refusal(item)).toEqual([400, several]);
    expect(refusal({ pageId: 1 })).toEqual([400, one('product')]);
  });
});
