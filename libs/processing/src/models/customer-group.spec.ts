import { context, type Outside } from '../supplies.fixture';
import { customerGroupModel } from './customer-group';

const TRADE = { code: 'Trade', tax_class_id: 3, attributes: {} };

type Asked = readonly [action: string, payload: Record<string, unknown>];

const apply = (document: unknown, [action, payload]: Asked, outside: Outside = {}) => {
  const operation = { action, payload };
  const answer = customerGroupModel.apply(document, operation, context(outside));
  return answer.kind === 'refused' ? answer.refusal : answer;
};

describe('a customer group', () => {
  it('is refused where its code is taken, in any case', () => {
    const exists = { class: 'final', code: 'already_exists', message: 'Customer Group already exists.' };
    expect(apply(TRADE, ['create', { code: 'TRADE' }])).toEqual(exists);
    const documents = { 'customer_groups/general': { ...TRADE, code: 'General' } };
    expect(apply(TRADE, ['update', { key: 'trade', id: 7, code: 'GENERAL' }], { documents })).toEqual(exists);
  });

  it('is not found where there is none', () => {
    const missing = { class: 'final', code: 'not_found', message: 'No such entity with id = 7' };
    for (const document of [null, { alias_of: 'x' }]) {
      expect(apply(document, ['update', { key: 'id:7', id: 7, code: 'X' }])).toEqual(missing);
    }
  });

  it('is refused with a tax class that is none of customers', () => {
    const message = 'Invalid value of "2" provided for the taxClassId field.';
    expect(apply(null, ['create', { code: 'New', tax_class_id: 2 }])).toMatchObject({
      class: 'final',
      message,
    });
    expect(apply(TRADE, ['update', { key: 'trade', id: 7, tax_class_id: 2 }])).toMatchObject({ message });
    expect(apply(TRADE, ['update', { key: 'trade', id: 7, tax_class_id: null }])).toMatchObject({
      document: TRADE,
    });
  });

  it('is made with the tax class of retail customers, and found by its id', () => {
    expect(apply(null, ['create', { code: 'Trade' }])).toEqual({ kind: 'applied', document: TRADE });
    expect(customerGroupModel.refs?.(TRADE, 0)).toEqual(['id:0']);
    expect(customerGroupModel.refs?.({ alias_of: 'x' }, 4)).toEqual([]);
    expect(customerGroupModel.result({ action: 'create', payload: { code: 'Trade' } }, 4)).toBe(
      '{"id":4,"code":"Trade"}',
    );
  });

  it('keeps its key under a new code, which an alias holds', () => {
    const also = [{ collection: 'customer_groups', key: 'pro', id: null, document: { alias_of: 'trade' } }];
    expect(apply(TRADE, ['update', { key: 'trade', id: 7, code: 'Pro', tax_class_id: 3 }])).toEqual({
      kind: 'applied',
      document: { ...TRADE, code: 'Pro' },
      also,
    });
  });
});
