import { entityRegistry, findAction } from '@sluice/schemas';
import { modelOf, models } from './models';

describe('the models', () => {
  it('are those of the registry, no more and no less', () => {
    expect([...models.keys()].sort()).toEqual([...entityRegistry.keys()].sort());
  });

  it('of an unknown entity is a defect, not a silence', () => {
    expect(() => modelOf('__proto__')).toThrow(/No model/);
  });

  it('has actions that only the registry names', () => {
    expect(findAction('product', 'upsert')?.idempotent).toBe(true);
    expect(findAction('product', 'toString')).toBeUndefined();
    expect(findAction('planet', 'upsert')).toBeUndefined();
  });
});
