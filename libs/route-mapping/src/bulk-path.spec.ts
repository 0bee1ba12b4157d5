import fc from 'fast-check';
import { fromBulkPath, toBulkPath } from './bulk-path';
import { SECTION_SEVEN } from './section-seven.fixture';

const parameter = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,15}$/);
const literal = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,15}$/).filter((s) => !/^by[A-Z]/.test(s));
const segments = fc.array(
  fc.oneof(
    parameter.map((name) => `:${name}`),
    literal,
  ),
  { minLength: 1, maxLength: 8 },
);
const path = segments.map((parts) => `/${parts.join('/')}`);

describe('bulk paths', () => {
  it.each(SECTION_SEVEN)('%s %s is %s in bulk', (_verb, sync, bulk) => {
    expect(toBulkPath(sync)).toBe(bulk);
    expect(fromBulkPath(bulk)).toBe(sync);
  });

  it.each([
    ['/products/:sku', '/products/bySku'],
    ['/a/:parent_id/b', '/a/byParent_id/b'],
    ['/a/:x', '/a/byX'],
    ['/bystander/bypass', '/bystander/bypass'],
  ])('%s <-> %s', (sync, bulk) => {
    expect([toBulkPath(sync), fromBulkPath(bulk)]).toEqual([bulk, sync]);
  });

  it('come back as they were, whatever the path', () => {
    fc.assert(fc.property(path, (sync) => fromBulkPath(toBulkPath(sync)) === sync));
  });

  it('are a fixed point the other way round', () => {
    fc.assert(fc.property(path.map(toBulkPath), (bulk) => toBulkPath(fromBulkPath(bulk)) === bulk));
  });

  it('keep the number of segments and hold no parameter', () => {
    fc.assert(
      fc.property(path, (sync) => {
        const bulk = toBulkPath(sync);
        return bulk.split('/').length === sync.split('/').length && !bulk.includes(':');
      }),
    );
  });
});
