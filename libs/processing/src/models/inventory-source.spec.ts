import { context } from '../supplies.fixture';
import { inventorySourceModel } from './inventory-source';

const SOURCE = { source_code: 'East', name: 'East', country_id: 'US', postcode: '1' };

const apply = (before: unknown, payload: Record<string, unknown>) =>
  inventorySourceModel.apply(before, { action: 'upsert', payload: { ...SOURCE, ...payload } }, context());

const documentOf = (...args: Parameters<typeof apply>): unknown => {
  const answer = apply(...args);
  if (answer.kind === 'refused') throw new Error(answer.refusal.message);
  return answer.document;
};

describe('an inventory source', () => {
  it.each([
    [{ name: ' ' }, 'Validation Failed: "name" can not be empty.'],
    [
      { country_id: null, postcode: '' },
      'Validation Failed: "country_id" can not be empty. "postcode" can not be empty.',
    ],
    [{ source_code: 'a b' }, 'Validation Failed: "source_code" can not contain whitespaces.'],
  ])('is refused with %j', (payload, message) => {
    expect(apply(null, payload)).toEqual({
      kind: 'refused',
      refusal: { class: 'final', code: 'invalid', message },
    });
  });

  it('is enabled unless told, and keeps what an update does not say', () => {
    const created = documentOf(null, { attributes: { own: 1 } });
    expect(created).toMatchObject({ ...SOURCE, enabled: true, attributes: { own: 1 } });
    const updated = documentOf(created, { source_code: 'EAST', enabled: false, details: { city: 'X' } });
    expect(updated).toMatchObject({ source_code: 'East', enabled: false, details: { city: 'X' } });
    expect(inventorySourceModel.same(created, documentOf(created, {}))).toBe(true);
    expect(inventorySourceModel.same(created, updated)).toBe(false);
  });
});
