import fc from 'fast-check';
import { compileRoutes } from './compile-routes';
import type { RouteShape } from './route-row';
import { SECTION_SEVEN } from './section-seven.fixture';

const rows: RouteShape[] = SECTION_SEVEN.map(([verb, path]) => ({ verb, path }));
const match = compileRoutes([...rows, { verb: 'GET', path: '/bulk/:bulkUuid/status' }]);
const hit = (verb: string, path: string, params: Record<string, string> = {}): unknown => ({
  kind: 'match',
  row: { verb, path },
  params,
});

describe('the route table', () => {
  it.each(SECTION_SEVEN)('%s %s: the bulk form is literal', (verb, sync, bulk) => {
    expect(match(verb, 'bulk', bulk)).toEqual(hit(verb, sync));
    expect(match(verb, 'bulk', `${bulk}//`)).toEqual(hit(verb, sync));
  });

  it.each(SECTION_SEVEN)('%s %s: sync and async carry the values', (verb, sync) => {
    const names = [...sync.matchAll(/:([^/]+)/g)].map(([, name]) => name ?? '');
    const params = Object.fromEntries(names.map((name) => [name, `a/ ${name}é`]));
    const sent = sync.replace(/:([^/]+)/g, (_, name: string) => encodeURIComponent(`a/ ${name}é`));
    expect(match(verb, 'sync', sent)).toEqual(hit(verb, sync, params));
    expect(match(verb, 'async', `${sent}/`)).toEqual(hit(verb, sync, params));
  });

  it.each([
    ['POST', 'async', '/products/tier-prices', hit('POST', '/products/tier-prices')],
    ['DELETE', 'async', '/products/tier-prices', hit('DELETE', '/products/:sku', { sku: 'tier-prices' })],
    ['PUT', 'async', '/products/bySku', hit('PUT', '/products/:sku', { sku: 'bySku' })],
    ['PUT', 'async', '/products/__proto__', hit('PUT', '/products/:sku', { sku: '__proto__' })],
    ['PUT', 'async', '/products/a%2Fb', hit('PUT', '/products/:sku', { sku: 'a/b' })],
    ['PUT', 'async', '/products/links/links', hit('PUT', '/products/:sku/links', { sku: 'links' })],
    ['PUT', 'bulk', '/products/24-MB01', { kind: 'no-path' }],
    ['PUT', 'bulk', '/products/:sku', { kind: 'no-path' }],
    ['PUT', 'bulk', '/products/bysku', { kind: 'no-path' }],
    ['POST', 'bulk', '/Products', { kind: 'no-path' }],
    ['POST', 'bulk', 'products', { kind: 'no-path' }],
    ['POST', 'async', 'products', { kind: 'no-path' }],
    ['POST', 'async', '/products/a/b/c/d/e/f/g', { kind: 'no-path' }],
    ['PUT', 'async', '/products//', { kind: 'wrong-verb', allowed: ['POST'] }],
    ['PUT', 'async', '/products//links', { kind: 'no-path' }],
    ['PUT', 'async', '/products/%E0%A4%A', { kind: 'no-path' }],
    ['PUT', 'async', '/products/%', { kind: 'no-path' }],
    ['POST', 'async', '', { kind: 'no-path' }],
    ['POST', 'async', '/', { kind: 'no-path' }],
    ['PATCH', 'bulk', '/products', { kind: 'wrong-verb', allowed: ['POST'] }],
    ['POST', 'bulk', '/products/bySku', { kind: 'wrong-verb', allowed: ['PUT', 'DELETE'] }],
    ['GET', 'sync', '/bulk/x/status', hit('GET', '/bulk/:bulkUuid/status', { bulkUuid: 'x' })],
    ['GET', 'async', '/bulk/x/status', { kind: 'no-path' }],
    ['GET', 'bulk', '/bulk/byBulkUuid/status', { kind: 'no-path' }],
    ['constructor', 'sync', '/products', { kind: 'wrong-verb', allowed: ['POST'] }],
  ] as const)('%s %s %s', (...[verb, form, path, expected]) => {
    expect(match(verb, form, path)).toEqual(expected);
  });

  it('never throws, whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('sync', 'async', 'bulk'), (path, form) => {
        match('PUT', form, `/products/${path}`);
      }),
    );
  });

  it('refuses two rows of one verb and path, and paths whose bulk form is ambiguous', () => {
    const post = (path: string): RouteShape => ({ verb: 'POST', path });
    expect(() => compileRoutes([post('/a/:b'), post('/a/:c')])).toThrow('Two routes');
    for (const path of ['/a/byB', '/a/:B', '/a//b', 'a', '/']) {
      expect(() => compileRoutes([post(path)])).toThrow();
    }
  });

  it('takes under 5 us a match on the whole table', () => {
    const run = (times: number): number => {
      const start = process.hrtime.bigint();
      for (let i = 0; i < times; i += 1) {
        match('DELETE', 'async', '/categories/17/products/24-MB01');
        match('PUT', 'bulk', '/products/bySku');
      }
      return Number(process.hrtime.bigint() - start) / 1000 / (2 * times);
    };
    run(20_000);
    expect(Math.min(run(20_000), run(20_000), run(20_000))).toBeLessThan(5);
  });
});
