import { toBulkPath, type RouteForm } from '@sluice/route-mapping';
import type { JsonObject } from '../json';
import type { MagentoRow } from '../route-table';

/** Which schema is asked for. */
export interface SchemaQuestion {
  readonly form: Exclude<RouteForm, 'sync'>;
  /** The path below which the routes lie, with the store code. */
  readonly basePath: string;
  /** Names of services (`catalogProductRepositoryV1`), in any case; all where absent. */
  readonly services?: readonly string[];
}

/** `catalog.api.productrepositoryinterface.save` -> `catalogproductrepositoryv1`, the service's name in lower case. */
const serviceOf = ({ service }: MagentoRow): string =>
  `${service
    .split('.')
    .slice(0, -1)
    .filter((part) => part !== 'api')
    .join('')
    .replace(/interface$/, '')}v1`;

/** `:sku` -> `{sku}`, as the format writes parameters. */
const template = (path: string): string => path.replace(/:([A-Za-z0-9_]+)/g, '{$1}');

const pathParameters = (path: string): JsonObject[] =>
  [...path.matchAll(/:([A-Za-z0-9_]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    type: 'string',
    required: true,
  }));

/** One item: the arguments of one call. */
const itemSchema = ({ params }: MagentoRow): JsonObject => {
  const required = params.filter((param) => param.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(params.map(({ name }) => [name, {}])),
    ...(required.length === 0 ? {} : { required }),
  };
};

const bodyParameter = (row: MagentoRow, form: SchemaQuestion['form']): JsonObject => ({
  name: '$body',
  in: 'body',
  schema: form === 'bulk' ? { type: 'array', items: itemSchema(row) } : itemSchema(row),
});

const failure = (description: string): JsonObject => ({
  description,
  schema: { $ref: '#/definitions/error-response' },
});

const RESPONSES = {
  '202': { description: '202 Accepted', schema: { $ref: '#/definitions/async-response' } },
  '400': failure('400 Bad Request'),
  '401': failure('401 Unauthorized'),
  default: failure('Unexpected error'),
};

const operationOf = (row: MagentoRow, form: SchemaQuestion['form']): JsonObject => ({
  tags: [serviceOf(row)],
  description: row.description,
  operationId: `${form}.${row.service}.${row.verb.toLowerCase()}`,
  parameters: [...(form === 'bulk' ? [] : pathParameters(row.path)), bodyParameter(row, form)],
  responses: RESPONSES,
});

const TEXT = { type: 'string' } as const;

const DEFINITIONS = {
  'error-response': {
    type: 'object',
    properties: {
      message: TEXT,
      parameters: {},
      errors: { type: 'array', items: {} },
      code: { type: 'integer' },
    },
    required: ['message'],
  },
  'async-response': {
    type: 'object',
    properties: {
      bulk_uuid: TEXT,
      request_items: { type: 'array', items: { $ref: '#/definitions/item-status' } },
      errors: { type: 'boolean' },
    },
    required: ['bulk_uuid', 'request_items'],
  },
  'item-status': {
    type: 'object',
    properties: {
      id: { type: 'integer' },
      data_hash: TEXT,
      status: { type: 'string', enum: ['accepted', 'rejected'] },
      error_message: TEXT,
      error_code: { type: 'integer' },
    },
    required: ['id', 'status'],
  },
};

/** The paths of the rows; verbs of one path together. */
function pathsOf(rows: readonly MagentoRow[], form: SchemaQuestion['form']): JsonObject {
  const prefix = form === 'bulk' ? '/async/bulk/V1' : '/async/V1';
  const paths = new Map<string, [string, JsonObject][]>();
  for (const row of rows) {
    const path = prefix + (form === 'bulk' ? toBulkPath(row.path) : template(row.path));
    const operations = paths.get(path) ?? [];
    paths.set(path, operations);
    operations.push([row.verb.toLowerCase(), operationOf(row, form)]);
  }
  return Object.fromEntries([...paths].map(([path, operations]) => [path, Object.fromEntries(operations)]));
}

/** The Swagger 2.0 document of the asynchronous or bulk routes (contract magento-bulk 1, "Schema"). */
export function swaggerOf(
  rows: readonly MagentoRow[],
  { form, basePath, services }: SchemaQuestion,
): JsonObject {
  const wanted = services?.map((name) => name.toLowerCase());
  const chosen = rows.filter((row) => wanted === undefined || wanted.includes(serviceOf(row)));
  return {
    swagger: '2.0',
    info: { version: '2.4', title: `Sluice, ${form} routes` },
    basePath,
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: pathsOf(chosen, form),
    definitions: DEFINITIONS,
  };
}
