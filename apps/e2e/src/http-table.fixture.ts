import type { HttpCall } from './harness/http';

/** One row: what is sent, and exactly what is answered. */
export type TableRow = readonly [name: string, call: HttpCall, status: number, body: unknown];

export const BULK = '/rest/async/bulk/V1/products';
const JSON_TYPE = { 'content-type': 'application/json' };
const UNKNOWN_UUID = '00000000-0000-4000-8000-000000000000';

const text = (message: string): object => ({ message });
const required = (fieldName: string): object => ({
  message: '"%fieldName" is required. Enter and try again.',
  parameters: { fieldName },
});
const wrong = (value: string, type: string, field?: string): object =>
  text(
    `${field === undefined ? '' : `Error occurred during "${field}" processing. `}The "${value}" value's type is invalid. ` +
      `The "${type}" type was expected. Verify and try again.`,
  );

const json = (body: unknown, path = BULK, method = 'POST'): HttpCall => ({
  method,
  path,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
});
const raw = (body: string, headers: Record<string, string> = JSON_TYPE): HttpCall => ({
  method: 'POST',
  path: BULK,
  headers,
  body,
});
const priced = (price: unknown): HttpCall => json([{ product: { sku: 'refused', price } }]);

const NO_ROUTE = text('Request does not match any route.');
const UNPROCESSABLE = text('Specified request cannot be processed.');
const MEDIA = 'Server cannot understand Content-Type HTTP header media type';

/** The rows of contract magento-bulk 1 about the address and the method. */
export const ADDRESS_ROWS: readonly TableRow[] = [
  ['route unknown after the prefix', json([], '/rest/async/bulk/V1/nothing'), 404, NO_ROUTE],
  ['a value where the bulk path is literal', json([], `${BULK}/24-MB01`, 'PUT'), 404, NO_ROUTE],
  ['other case', json([], '/rest/async/bulk/V1/Products'), 404, NO_ROUTE],
  ['prefix unknown', json([], '/rest/asink/V1/products'), 400, UNPROCESSABLE],
  ['store code unknown', json([], '/rest/german/async/bulk/V1/products'), 400, UNPROCESSABLE],
  ['admin is no store code', json([], '/rest/admin/async/bulk/V1/products'), 400, UNPROCESSABLE],
  ['GET on a bulk path', { path: BULK }, 400, UNPROCESSABLE],
  ['GET on an async path', { path: '/rest/all/async/V1/products' }, 400, UNPROCESSABLE],
  ['PATCH without a PUT', json([], BULK, 'PATCH'), 405, text('The PATCH HTTP method is not supported.')],
  ['PUT where only POST is', json([], BULK, 'PUT'), 405, text('The PUT HTTP method is not supported.')],
  [
    'status of an unknown bulk',
    { path: `/rest/V1/bulk/${UNKNOWN_UUID}/status` },
    404,
    { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid: UNKNOWN_UUID } },
  ],
  [
    'operation status of an unknown bulk',
    { path: `/rest/V1/bulk/${UNKNOWN_UUID}/operation-status/1` },
    200,
    0,
  ],
  [
    'operation status that is no number',
    { path: `/rest/V1/bulk/${UNKNOWN_UUID}/operation-status/open` },
    400,
    wrong('open', 'int'),
  ],
  [
    'an unknown product',
    { path: '/rest/V1/products/never-there' },
    404,
    text("The product that was requested doesn't exist. Verify the product and try again."),
  ],
];

/** The rows about headers. */
export const HEADER_ROWS: readonly TableRow[] = [
  ['no Content-Type', raw('[]', {}), 400, text('Content-Type header is empty.')],
  [
    'Content-Type invalid',
    raw('[]', { 'content-type': 'application/json;x' }),
    400,
    text('Content-Type header is invalid.'),
  ],
  [
    'another charset',
    raw('[]', { 'content-type': 'application/json; charset=latin1' }),
    400,
    text('UTF-8 is the only supported charset.'),
  ],
  [
    'another Content-Type',
    raw('<a/>', { 'content-type': 'application/xml' }),
    400,
    text(`${MEDIA} application/xml`),
  ],
  [
    'Accept without JSON, XML or a wildcard',
    raw('[]', { ...JSON_TYPE, accept: 'text/csv' }),
    406,
    text(
      'Server cannot match any of the given Accept HTTP header media type(s) from the request: "text/csv" with media ' +
        'types from the config of response renderer.',
    ),
  ],
];

/** The rows about the body; whatever is wrong with one item refuses the whole bulk. */
export const BODY_ROWS: readonly TableRow[] = [
  ['bad JSON', raw('[{"product":'), 400, text('Decoding error.')],
  [
    'required argument missing in one item',
    json([{ product: { sku: 'refused' } }, {}]),
    400,
    required('product'),
  ],
  ['an object instead of a list', json({ product: { sku: 'refused' } }), 400, required('product')],
  ['a scalar item', json([{ product: { sku: 'refused' } }, 5]), 400, required('product')],
  ['a null item', json([null]), 400, required('product')],
  ['no sku', json([{ product: { name: 'refused' } }]), 400, required('sku')],
  ['DELETE without a sku', json([{}], `${BULK}/bySku`, 'DELETE'), 400, required('sku')],
  [
    'wrong scalar type',
    json([{ sku: ['refused'] }], `${BULK}/bySku`, 'DELETE'),
    400,
    wrong('Array', 'string'),
  ],
  ['wrong scalar type inside an object', priced('abc'), 400, wrong('abc', 'float', 'price')],
  [
    'a single call without a body',
    { method: 'POST', path: '/rest/async/V1/products' },
    400,
    required('product'),
  ],
  [
    'nested 100,000 deep',
    raw('['.repeat(100_000)),
    400,
    text('Decoding error. The request body is nested deeper than 64 levels (SLUICE_MAX_DEPTH).'),
  ],
  [
    'nested 100,000 deep, and JSON',
    raw(`[{"product":{"sku":"refused","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}]`),
    400,
    text('Decoding error. The request body is nested deeper than 64 levels (SLUICE_MAX_DEPTH).'),
  ],
];
