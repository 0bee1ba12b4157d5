import { startRestApp, type Call, type RestApp } from './rest-app.fixture';

const JSON_TYPE = { 'content-type': 'application/json' };
const BULK = '/rest/async/bulk/V1/products';
const PRODUCT = JSON.stringify([{ product: { sku: 'A' } }]);
const required = (fieldName: string): object => ({
  message: '"%fieldName" is required. Enter and try again.',
  parameters: { fieldName },
});
const message = (text: string): object => ({ message: text });
const NO_ROUTE = message('Request does not match any route.');
const UNPROCESSABLE = message('Specified request cannot be processed.');
const notSupported = (method: string): object => message(`The ${method} HTTP method is not supported.`);
const invalid = (value: string, type: string, field?: string): object =>
  message(
    `${field === undefined ? '' : `Error occurred during "${field}" processing. `}The "${value}" value's type is ` +
      `invalid. The "${type}" type was expected. Verify and try again.`,
  );
const post = (path: string, body: unknown): Call => ({
  method: 'POST',
  path,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
});
const bulk = (body: unknown): Call => post(BULK, body);
const product = (fields: object): Call => bulk([{ product: { sku: 'A', ...fields } }]);
const typed = (type: string): Call => ({ ...bulk([]), body: PRODUCT, headers: { 'content-type': type } });

type Row = readonly [name: string, call: Call, status: number, body: unknown];

const toCase = ([name, call, status, body]: Row) => ({ name, call, status, body });

const ROUTES: readonly Row[] = [
  ['unknown route, bulk', post('/rest/async/bulk/V1/nothing', []), 404, NO_ROUTE],
  ['unknown route, async', post('/rest/async/V1/nothing', {}), 404, NO_ROUTE],
  ['unknown version', post('/rest/async/bulk/V2/products', []), 404, NO_ROUTE],
  ['bulk path with a value', { ...bulk([]), method: 'PUT', path: `${BULK}/24-MB01` }, 404, NO_ROUTE],
  ['other case', post('/rest/async/bulk/V1/Products', []), 404, NO_ROUTE],
  ['bad escape', { ...bulk({}), method: 'PUT', path: '/rest/async/V1/products/%zz' }, 404, NO_ROUTE],
  ['sync form without its argument', post('/rest/V1/products', {}), 400, required('product')],
  ['unknown sync path', { path: '/rest/V1/nothing' }, 404, NO_ROUTE],
  ['sync version', { path: '/rest/V2/products/A' }, 404, NO_ROUTE],
  ['unknown prefix', post('/rest/asink/bulk/V1/products', []), 400, UNPROCESSABLE],
  ['unknown store code', post('/rest/german/async/bulk/V1/products', []), 400, UNPROCESSABLE],
  ['admin is no store code', post('/rest/admin/async/bulk/V1/products', []), 400, UNPROCESSABLE],
  ['a key of Object.prototype', post('/rest/constructor/async/bulk/V1/products', []), 400, UNPROCESSABLE],
  ['nothing', { path: '/rest' }, 400, UNPROCESSABLE],
  ['GET bulk', { path: BULK }, 400, UNPROCESSABLE],
  ['GET async', { path: '/rest/async/V1/products' }, 400, UNPROCESSABLE],
  ['GET unknown async', { path: '/rest/all/async/V1/nothing' }, 400, UNPROCESSABLE],
  ['PATCH without a PUT', { ...bulk([]), method: 'PATCH' }, 405, notSupported('PATCH')],
  [
    'PATCH of nothing',
    { ...bulk([]), method: 'PATCH', path: '/rest/async/V1/x' },
    405,
    notSupported('PATCH'),
  ],
  ['PATCH, sync', { ...bulk([]), method: 'PATCH', path: '/rest/V1/products/A' }, 400, required('product')],
  ['PUT where only POST is', { ...bulk([]), method: 'PUT' }, 405, notSupported('PUT')],
  ['POST where PUT is', post(`${BULK}/bySku`, []), 405, notSupported('POST')],
  ['OPTIONS', { method: 'OPTIONS', path: BULK }, 405, notSupported('OPTIONS')],
  ['TRACE', { method: 'TRACE', path: '/rest/V1/products/A' }, 405, notSupported('TRACE')],
  ['PROPFIND', { method: 'PROPFIND', path: BULK }, 405, notSupported('PROPFIND')],
];

const MEDIA = 'Server cannot understand Content-Type HTTP header media type';

const HEADERS: readonly Row[] = [
  ['no Content-Type', { ...bulk([]), headers: {} }, 400, message('Content-Type header is empty.')],
  ['empty Content-Type', typed(' '), 400, message('Content-Type header is empty.')],
  ['invalid', typed('application/json;foo'), 400, message('Content-Type header is invalid.')],
  [
    'charset',
    typed('application/json; charset=latin1'),
    400,
    message('UTF-8 is the only supported charset.'),
  ],
  ['other type', typed('text/plain'), 400, message(`${MEDIA} text/plain`)],
  ['XML', typed('application/xml'), 400, message(`${MEDIA} application/xml`)],
  [
    'Accept',
    { ...bulk([]), headers: { ...JSON_TYPE, accept: 'text/csv, image/png;q=0.5' } },
    406,
    message(
      'Server cannot match any of the given Accept HTTP header media type(s) from the request: ' +
        '"text/csv, image/png;q=0.5" with media types from the config of response renderer.',
    ),
  ],
];

const REPOSITORY_TYPE = 'Magento\\Catalog\\Api\\Data\\ProductInterface';
const LIST_TYPE = 'Magento\\Framework\\Api\\AttributeInterface[]';

const ITEMS: readonly Row[] = [
  ['object instead of a list', bulk({ product: { sku: 'A' } }), 400, required('product')],
  ['scalar item', bulk([{ product: { sku: 'A' } }, 5]), 400, required('product')],
  ['null item', bulk([null]), 400, required('product')],
  ['list as item', bulk([[{ product: { sku: 'A' } }]]), 400, required('product')],
  ['scalar body', bulk('x'), 400, required('product')],
  ['null body', bulk(null), 400, required('product')],
  ['null argument', bulk([{ product: null }]), 400, required('product')],
  [
    'argument behind __proto__',
    { ...bulk([]), body: '[{"__proto__":{"product":{"sku":"A"}}}]' },
    400,
    required('product'),
  ],
  ['no sku', bulk([{ product: { name: 'x' } }]), 400, required('sku')],
  ['empty sku', bulk([{ product: { sku: '' } }]), 400, required('sku')],
  ['null sku', bulk([{ product: { sku: null } }]), 400, required('sku')],
  ['empty product', bulk([{ product: [] }]), 400, required('sku')],
  ['product is text', bulk([{ product: 'A' }]), 400, invalid('A', REPOSITORY_TYPE)],
  ['price', product({ price: 'abc' }), 400, invalid('abc', 'float', 'price')],
  ['empty price', product({ price: '' }), 400, invalid('', 'float', 'price')],
  ['list as price', product({ price: [1] }), 400, invalid('Array', 'float', 'price')],
  [
    'huge price',
    { ...bulk([]), body: '[{"product":{"sku":"A","price":1e999}}]' },
    400,
    invalid('Infinity', 'float', 'price'),
  ],
  ['camelCase', product({ attributeSetId: 'x' }), 400, invalid('x', 'int', 'attributeSetId')],
  ['status', product({ status: true }), 400, invalid('true', 'int', 'status')],
  ['fraction', product({ visibility: 1.5 }), 400, invalid('1.5', 'int', 'visibility')],
  ['name', product({ name: { a: 1 } }), 400, invalid('Array', 'string', 'name')],
  ['id', product({ id: 'x' }), 400, invalid('x', 'int', 'id')],
  ['updated_at', product({ updated_at: [] }), 400, invalid('Array', 'string', 'updated_at')],
  ['attributes', product({ custom_attributes: 'x' }), 400, invalid('x', LIST_TYPE, 'custom_attributes')],
  ['attribute', product({ customAttributes: [7] }), 400, invalid('7', LIST_TYPE, 'customAttributes')],
  ['attribute code', product({ custom_attributes: [{ value: 1 }] }), 400, required('attribute_code')],
  [
    'deleting without a sku',
    { ...bulk([{ SKU: 'A' }]), method: 'DELETE', path: `${BULK}/bySku` },
    400,
    required('sku'),
  ],
  [
    'deleting a list',
    { ...bulk([{ sku: ['A'] }]), method: 'DELETE', path: `${BULK}/bySku` },
    400,
    invalid('Array', 'string'),
  ],
  ['single without body', { method: 'POST', path: '/rest/async/V1/products' }, 400, required('product')],
  [
    'single with a list',
    post('/rest/async/V1/products', [{ product: { sku: 'A' } }]),
    400,
    required('product'),
  ],
  [
    'single PUT without a product',
    { ...bulk({ sku: 'A' }), method: 'PUT', path: '/rest/async/V1/products/A' },
    400,
    required('product'),
  ],
];

describe('the HTTP table of the contract', () => {
  let app: RestApp;
  beforeAll(async () => {
    app = await startRestApp();
  });
  afterAll(() => app.close());

  it.each([...ROUTES, ...HEADERS, ...ITEMS].map(toCase))('$name', async ({ call, status, body }) => {
    const answer = await app.send(call);
    expect({ status: answer.status, body: answer.json }).toEqual({ status, body });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(app.accepted).toEqual([]);
  });

  it('says which verbs a path has', async () => {
    expect((await app.send({ method: 'OPTIONS', path: `${BULK}/bySku` })).headers.allow).toBe(
      'PUT, PATCH, DELETE',
    );
  });

  it('answers HEAD with 405 and no body', async () => {
    const answer = await app.send({ method: 'HEAD', path: '/rest/V1/products/A' });
    expect([answer.status, answer.text]).toEqual([405, '']);
  });

  it('prints message before parameters', async () => {
    expect((await app.send(bulk([{}]))).text).toBe(
      '{"message":"\\"%fieldName\\" is required. Enter and try again.","parameters":{"fieldName":"product"}}',
    );
  });
});
