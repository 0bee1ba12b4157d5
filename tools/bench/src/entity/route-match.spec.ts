import { measureRouteMatch, routesOf } from './route-match';

const schema = {
  paths: {
    '/async/V1/products': { post: {} },
    '/async/V1/products/{sku}': { put: {}, delete: {} },
    '/async/V1/products/{sku}/media/{entryId}': { put: {} },
  },
};

test('routesOf reads the table that a schema was made of', () => {
  expect(routesOf(schema)).toEqual([
    { verb: 'POST', path: '/products' },
    { verb: 'PUT', path: '/products/:sku' },
    { verb: 'DELETE', path: '/products/:sku' },
    { verb: 'PUT', path: '/products/:sku/media/:entryId' },
  ]);
});

describe('measureRouteMatch', () => {
  test('finds every row in every form, and tells a time', () => {
    expect(measureRouteMatch(routesOf(schema), 10)).toBeGreaterThan(0);
  });

  test('measures nothing where a row cannot be matched', () => {
    const hidden = [{ verb: 'PUT', path: '/a?b' }] as const;
    expect(() => measureRouteMatch([...hidden, { verb: 'PUT', path: '/a b/' }], 10)).toThrow(
      'match no route',
    );
  });
});
