import type { HttpCall } from '../harness/http';
import type { DocumentedRead, DocumentedRoute } from './documented-routes.fixture';
import { FORMS, type Form } from './route-call.fixture';

/** What is sent, and what must be answered; `body` may hold matchers. */
export interface BadRequest {
  readonly name: string;
  readonly call: HttpCall;
  readonly status: number;
  readonly body: unknown;
}

/** How long a nested list may be in the instance that these calls go to. */
export const MAX_NESTED = 50;
const MAX_DEPTH = 64;

const JSON_TYPE = { 'content-type': 'application/json' };
const text = (message: string): object => ({ message });
const UNPROCESSABLE = text('Specified request cannot be processed.');
const NO_ROUTE = text('Request does not match any route.');
const REQUIRED = '"%fieldName" is required. Enter and try again.';
const WRONG_TYPE = expect.objectContaining({
  message: expect.stringMatching(
    /^(?:Error occurred during "\w+" processing\. )?The "[^"]*" value's type is invalid\. The "[\w\\[\]]+" type was expected\. Verify and try again\.$/,
  ) as unknown,
}) as unknown;

const withAnything = (path: string): string => path.replace(/:[^/]+/g, '17');

/** The address of a route in a form, every value of its path `17`; `store` as a segment. */
export function addressOf({ path, bulkPath }: DocumentedRoute, form: Form, store = ''): string {
  const scope = store === '' ? '' : `/${store}`;
  if (form === 'bulk') return `/rest${scope}/async/bulk/V1${bulkPath}`;
  return `/rest${scope}${form === 'async' ? '/async' : ''}/V1${withAnything(path)}`;
}

export const readAddressOf = ({ path }: DocumentedRead, store = ''): string =>
  `/rest${store === '' ? '' : `/${store}`}/V1${withAnything(path)}`;

const missingBody = (names: readonly string[]): object => {
  const each = names.map((fieldName) => ({ message: REQUIRED, parameters: { fieldName } }));
  return each.length === 1
    ? (each[0] ?? {})
    : { message: 'One or more input exceptions have occurred.', errors: each };
};

const namesOf = ({ params }: DocumentedRoute): string[] => params.split(', ').filter((name) => name !== '');

/** The arguments that every call needs. */
const requiredOf = (route: DocumentedRoute): string[] => namesOf(route).filter((name) => !name.endsWith('?'));

const pathNames = ({ path }: DocumentedRoute): string[] =>
  [...path.matchAll(/:([^/]+)/g)].map(([, name = '']) => name);

/** Arguments of the table that are lists, and what the others may be, so that only the list is wrong. */
const LISTS = new Set(['prices', 'items', 'sourceItems', 'links', 'skus']);
const SOUND: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['sku', 'x'],
  ['orderId', 17],
  ['originSource', 'default'],
  ['destinationSource', 'other'],
  ['unassignFromOrigin', true],
]);

const SCALARS = new Set(['skus']);

function tooLong(route: DocumentedRoute, list: string): object {
  const others = requiredOf(route).filter((name) => name !== list);
  const rows = Array.from({ length: MAX_NESTED + 1 }, (_, index) =>
    SCALARS.has(list) ? `sku-${String(index)}` : {},
  );
  return Object.fromEntries([...others.map((name) => [name, SOUND.get(name)]), [list, rows]]) as object;
}

const bodied = (route: DocumentedRoute, form: Form, body: string): HttpCall => ({
  method: route.verb,
  path: addressOf(route, form),
  headers: JSON_TYPE,
  body,
});

/** One item as the body of a form. */
const bodyOf = (form: Form, item: unknown): string => JSON.stringify(form === 'bulk' ? [item] : item);

function headerCalls(route: DocumentedRoute, form: Form): BadRequest[] {
  const sent = (headers: Record<string, string>): HttpCall => ({ ...bodied(route, form, '[]'), headers });
  const media = 'Server cannot understand Content-Type HTTP header media type';
  const refused = 'Server cannot match any of the given Accept HTTP header media type(s)';
  return [
    { name: 'no content type', call: sent({}), status: 400, body: text('Content-Type header is empty.') },
    {
      name: 'a content type that is none',
      call: sent({ 'content-type': 'application/json;x' }),
      status: 400,
      body: text('Content-Type header is invalid.'),
    },
    {
      name: 'another charset',
      call: sent({ 'content-type': 'application/json; charset=latin1' }),
      status: 400,
      body: text('UTF-8 is the only supported charset.'),
    },
    {
      name: 'another content type',
      call: sent({ 'content-type': 'text/csv' }),
      status: 400,
      body: text(`${media} text/csv`),
    },
    {
      name: 'another answer wanted',
      call: sent({ ...JSON_TYPE, accept: 'text/csv' }),
      status: 406,
      body: { message: expect.stringContaining(refused) as unknown },
    },
  ];
}

function bodyCalls(route: DocumentedRoute, form: Form): BadRequest[] {
  const required = requiredOf(route);
  const needed = form === 'bulk' ? required : required.filter((name) => !pathNames(route).includes(name));
  const nested = `${'['.repeat(MAX_DEPTH + 1)}${']'.repeat(MAX_DEPTH + 1)}`;
  const wrong = Object.fromEntries(needed.map((name) => [name, [[1]]]));
  const missing = (name: string, body: string): BadRequest => ({
    name,
    call: bodied(route, form, body),
    status: 400,
    body: missingBody(needed),
  });
  const argumentCalls: BadRequest[] = [
    missing('arguments missing', bodyOf(form, {})),
    missing('arguments null', bodyOf(form, Object.fromEntries(needed.map((name) => [name, null])))),
    ...(form === 'bulk'
      ? [missing('a scalar for an item', '[5]'), missing('null for an item', '[null]')]
      : []),
    { name: 'a wrong type', call: bodied(route, form, bodyOf(form, wrong)), status: 400, body: WRONG_TYPE },
  ];
  return [
    {
      name: 'broken JSON',
      call: bodied(route, form, '[{"product":'),
      status: 400,
      body: text('Decoding error.'),
    },
    {
      name: 'nested too deep',
      call: bodied(route, form, nested),
      status: 400,
      body: text(
        `Decoding error. The request body is nested deeper than ${String(MAX_DEPTH)} levels (SLUICE_MAX_DEPTH).`,
      ),
    },
    ...(needed.length === 0 ? [] : argumentCalls),
  ];
}

const listCalls = (route: DocumentedRoute, form: Form): BadRequest[] =>
  namesOf(route)
    .map((name) => name.replace('?', ''))
    .filter((name) => LISTS.has(name))
    .map((list) => ({
      name: `too many ${list}`,
      call: bodied(route, form, bodyOf(form, tooLong(route, list))),
      status: 400,
      body: {
        message: 'Maximum items of type "%type" is %max',
        parameters: { type: expect.stringMatching(/^\\\w/) as unknown, max: MAX_NESTED },
      },
    }));

const unsupported = (method: string): object => text(`The ${method} HTTP method is not supported.`);

function addressCalls(route: DocumentedRoute, form: Form): BadRequest[] {
  const path = addressOf(route, form);
  const call = (method: string, address: string): HttpCall => ({
    method,
    path: address,
    headers: JSON_TYPE,
    body: '[]',
  });
  const reading: BadRequest = {
    name: 'GET',
    call: { method: 'GET', path },
    status: 400,
    body: UNPROCESSABLE,
  };
  const { verb } = route;
  return [
    {
      name: 'an unknown route',
      call: call(verb, `${path}/no-such/part/of-it/at-all`),
      status: 404,
      body: NO_ROUTE,
    },
    {
      name: 'an unknown store',
      call: call(verb, addressOf(route, form, 'nowhere')),
      status: 400,
      body: UNPROCESSABLE,
    },
    {
      name: 'another version',
      call: call(verb, path.replace('/V1/', '/V9/')),
      status: 404,
      body: NO_ROUTE,
    },
    { name: 'a verb of no table', call: call('TRACE', path), status: 405, body: unsupported('TRACE') },
    ...(form === 'sync' ? [] : [reading]),
  ];
}

/** Verbs that a bulk path does not have; there no value can make another route of it. */
export function wrongVerbCalls(routes: readonly DocumentedRoute[]): BadRequest[] {
  const verbs = new Map<string, Set<string>>();
  for (const { bulkPath, verb } of routes) {
    const known = verbs.get(bulkPath) ?? new Set<string>();
    verbs.set(bulkPath, known.add(verb));
    if (verb === 'PUT') known.add('PATCH');
  }
  return [...verbs].flatMap(([path, known]) =>
    ['POST', 'PUT', 'PATCH', 'DELETE']
      .filter((verb) => !known.has(verb))
      .map((method) => ({
        name: `${method} ${path}`,
        call: { method, path: `/rest/async/bulk/V1${path}`, headers: JSON_TYPE, body: '[]' },
        status: 405,
        body: unsupported(method),
      })),
  );
}

/** Everything that is wrong with a call of this route, in every form, before any of its meaning is looked at. */
export const badCallsOf = (route: DocumentedRoute): BadRequest[] =>
  FORMS.flatMap((form) =>
    [
      ...addressCalls(route, form),
      ...headerCalls(route, form),
      ...bodyCalls(route, form),
      ...listCalls(route, form),
    ].map((request) => ({ ...request, name: `${form}: ${request.name}` })),
  );

/** The same for a reading route. */
export function badReadsOf(route: DocumentedRead): BadRequest[] {
  const { verb } = route;
  const path = readAddressOf(route);
  const content = verb === 'POST' ? { headers: JSON_TYPE, body: '{}' } : {};
  const withBody = verb === 'POST' ? { headers: JSON_TYPE, body: '{"skus":' } : undefined;
  return [
    {
      name: 'an unknown route',
      call: { ...content, method: verb, path: `${path}/no-such/part/of-it/at-all` },
      status: 404,
      body: NO_ROUTE,
    },
    {
      name: 'an unknown store',
      call: { ...content, method: verb, path: readAddressOf(route, 'nowhere') },
      status: 400,
      body: UNPROCESSABLE,
    },
    { name: 'a verb of no table', call: { method: 'TRACE', path }, status: 405, body: unsupported('TRACE') },
    {
      name: 'another answer wanted',
      call: { ...content, method: verb, path, headers: { ...JSON_TYPE, accept: 'text/csv' } },
      status: 406,
      body: { message: expect.stringContaining('Server cannot match any of the given Accept') as unknown },
    },
    ...(withBody === undefined
      ? []
      : [
          {
            name: 'broken JSON',
            call: { ...withBody, method: verb, path },
            status: 400,
            body: text('Decoding error.'),
          },
        ]),
  ];
}
