import { toBulkPath } from '@sluice/route-mapping';
import { WRITE_ROUTES } from '../modules/modules';
import { swaggerOf } from './swagger-of';

const pathsOf = (document: object): Record<string, Record<string, { parameters: unknown[] }>> =>
  (document as { paths: Record<string, Record<string, { parameters: unknown[] }>> }).paths;

describe('the schema of the routes', () => {
  it('has every route in its bulk form, with a list as body and no path parameters', () => {
    const paths = pathsOf(swaggerOf(WRITE_ROUTES, { form: 'bulk', basePath: '/rest' }));
    for (const { verb, path } of WRITE_ROUTES) {
      const operation = paths[`/async/bulk/V1${toBulkPath(path)}`]?.[verb.toLowerCase()];
      expect(operation?.parameters).toMatchObject([{ in: 'body', schema: { type: 'array' } }]);
    }
  });

  it('has path parameters in the async form, and what is required', () => {
    const paths = pathsOf(swaggerOf(WRITE_ROUTES, { form: 'async', basePath: '/rest/all' }));
    expect(paths['/async/V1/products/{sku}']?.put?.parameters).toEqual([
      { name: 'sku', in: 'path', type: 'string', required: true },
      {
        name: '$body',
        in: 'body',
        schema: { type: 'object', properties: { product: {}, saveOptions: {} }, required: ['product'] },
      },
    ]);
  });

  it('keeps to the services that are named, in any case', () => {
    const services = ['catalogProductRepositoryV1', 'nothingV1'];
    const paths = pathsOf(swaggerOf(WRITE_ROUTES, { form: 'bulk', basePath: '/rest', services }));
    expect(Object.keys(paths)).toEqual(['/async/bulk/V1/products', '/async/bulk/V1/products/bySku']);
  });
});
