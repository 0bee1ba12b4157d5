import fc from 'fast-check';
import { BUILT_IN_STORES } from '@sluice/schemas';
import { createCloudGrammar, createPathGrammar } from './path-grammar';

const parse = createPathGrammar(BUILT_IN_STORES);

describe('the path grammar', () => {
  it.each([
    ['/V1/products/A', { form: 'sync', path: '/products/A' }],
    ['/all/V1/products/A/', { form: 'sync', scope: 'all', path: '/products/A/' }],
    ['/default/V1', { form: 'sync', scope: 'default', path: '' }],
    ['/async/V1/products', { form: 'async', path: '/products' }],
    ['/french/async/V1/products', { form: 'async', scope: 'french', path: '/products' }],
    ['/async/bulk/V1/products', { form: 'bulk', path: '/products' }],
    ['/all/async/bulk/V1/products/bySku', { form: 'bulk', scope: 'all', path: '/products/bySku' }],
    ['/async/bulk/V2/products', { form: 'bulk', path: null }],
    ['/async/V12/products', { form: 'async', path: null }],
    ['/V2/products', { form: 'sync', path: null }],
    ['/async/bulk/V1', { form: 'bulk', path: '' }],
    ['/async/schema', { form: 'async', path: null, schema: true }],
    ['/all/async/bulk/schema/', { form: 'bulk', scope: 'all', path: null, schema: true }],
  ])('%s', (path, expected) => {
    expect(parse(path)).toEqual(expected);
  });

  it.each([
    '',
    '/',
    '/all',
    '/all/',
    '/async',
    '/async/',
    '/async/bulk',
    '/async/bulk/',
    '/async/V',
    '/bulk/async/V1/products',
    '/all/all/V1/products',
    '/All/V1/products',
    '/admin/V1/products',
    '/german/async/bulk/V1/products',
    '/Async/bulk/V1/products',
    '/__proto__/V1/products',
    '/Vx/products',
    '//V1/products',
    'V1/products',
  ])('nobody takes %j', (path) => {
    expect(parse(path)).toBeNull();
  });

  it('keeps the route as it was sent', () => {
    const code = fc.constantFrom('', '/all', '/default', '/french');
    const prefix = fc.constantFrom('', '/async', '/async/bulk');
    fc.assert(
      fc.property(code, prefix, fc.webPath(), (store, form, route) => {
        fc.pre(route.startsWith('/'));
        return parse(`${store}${form}/V1${route}`)?.path === route;
      }),
    );
  });
});

describe('the cloud form', () => {
  const parseCloud = createCloudGrammar(BUILT_IN_STORES);

  it.each([
    ['/tenant-1/V1/async/bulk/products/bySku', undefined, { form: 'bulk', path: '/products/bySku' }],
    ['/tenant/V1/async/products/A', 'french', { form: 'async', scope: 'french', path: '/products/A' }],
    ['/tenant/V1/async/bulk/products', 'all', { form: 'bulk', scope: 'all', path: '/products' }],
    ['/tenant/V1/products/A', '', { form: 'sync', path: '/products/A' }],
    ['/tenant/V1/asynchronous', undefined, { form: 'sync', path: '/asynchronous' }],
    ['/tenant/V1/async/bulk', undefined, { form: 'bulk', path: '' }],
  ])('%s with store %j', (path, store, expected) => {
    expect(parseCloud(path, store)).toEqual(expected);
  });

  it.each(['german', 'admin', '__proto__'])('takes no store %s', (store) => {
    expect(parseCloud('/tenant/V1/async/bulk/products', store)).toBeNull();
  });

  it.each(['/bulks/x', '/V1/products', '/tenant/V2/products', '//V1/products', '/a.b/V1/products', '/t/V1x'])(
    'leaves %s to others',
    (path) => {
      expect(parseCloud(path, undefined)).toBeUndefined();
    },
  );
});
