/** The error body of the contract; keys in the order they are printed (contract magento-bulk 1). */
export interface RestErrorBody {
  /** May hold `%placeholders`, which `parameters` fills. */
  readonly message: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly RestErrorBody[];
  readonly code?: number;
}

/** A refusal whose answer is fully known; everything else that is thrown counts as an outage. */
export class RestError extends Error {
  public override readonly name = 'RestError';

  public constructor(
    public readonly status: number,
    public readonly body: RestErrorBody,
    public readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
  }
}

const MAX_SHOWN_CHARS = 200;

const plain = (status: number, message: string): RestError => new RestError(status, { message });

/** 400: prefix or store code unknown, or GET on an async path. */
export const unprocessable = (): RestError => plain(400, 'Specified request cannot be processed.');

/** 404: the prefix is known, the route is not. */
export const noSuchRoute = (): RestError => plain(404, 'Request does not match any route.');

/** 405 in the text's form; the path's verbs go into `Allow` where the path is known. */
export const methodNotSupported = (method: string, allowed: readonly string[] = []): RestError =>
  new RestError(
    405,
    { message: `The ${method} HTTP method is not supported.` },
    allowed.length === 0 ? {} : { Allow: allowed.join(', ') },
  );

/** 406 for an Accept header without JSON, XML or a wildcard. */
export const notAcceptable = (accept: string): RestError =>
  plain(
    406,
    `Server cannot match any of the given Accept HTTP header media type(s) from the request: "${accept}" ` +
      'with media types from the config of response renderer.',
  );

/** 400: the body is not JSON in UTF-8. */
export const decodingError = (): RestError => plain(400, 'Decoding error.');

/** 400: the body is nested deeper than stores and parsers behind us take (mechanics 4). */
export const tooDeep = (limit: number): RestError =>
  plain(400, `Decoding error. The request body is nested deeper than ${limit} levels (SLUICE_MAX_DEPTH).`);

/** 413 with the limit in bytes. */
export const bodyTooLarge = (limit: number): RestError =>
  plain(413, `The request body is larger than the limit of ${limit} bytes (SLUICE_MAX_BODY_BYTES).`);

/** 415 for a Content-Encoding that is not gzip, deflate, br or identity. */
export const unsupportedEncoding = (encoding: string): RestError =>
  plain(415, `Server cannot understand Content-Encoding HTTP header value ${encoding}`);

/** 400: the bytes sent are not what the headers announced (a broken gzip, a wrong length). */
export const unreadableBody = (): RestError => plain(400, 'The request body cannot be read.');

/** 400 for the Content-Type rows of the table. */
export const contentTypeError = (message: string): RestError => plain(400, message);

const requiredBody = (fieldName: string): RestErrorBody => ({
  message: '"%fieldName" is required. Enter and try again.',
  parameters: { fieldName },
});

/** 400 for missing arguments: one by its own text, several as one error with a list. */
export function requiredFields(names: readonly string[]): RestError {
  const bodies = names.map(requiredBody);
  const [first] = bodies;
  return bodies.length === 1 && first !== undefined
    ? new RestError(400, first)
    : new RestError(400, { message: 'One or more input exceptions have occurred.', errors: bodies });
}

const shown = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return 'Array';
  return String(value).slice(0, MAX_SHOWN_CHARS);
};

/** 400 for a value of the wrong type; `field` is the key as sent, absent for a plain argument (contract 8, "Types"). */
export function wrongType(value: unknown, type: string, field?: string): RestError {
  const prefix =
    field === undefined ? '' : `Error occurred during "${field.slice(0, MAX_SHOWN_CHARS)}" processing. `;
  return plain(
    400,
    `${prefix}The "${shown(value)}" value's type is invalid. The "${type}" type was expected. Verify and try again.`,
  );
}

/** 400: a nested list is longer than the configured limit. */
export const tooManyNested = (type: string, max: number): RestError =>
  new RestError(400, {
    message: 'Maximum items of type "%type" is %max',
    parameters: { type: `\\${type}`, max },
  });

/** 400 of a search by a field there is not (contract magento-bulk 8, "Search"). */
export const invalidSearchField = (field: string): RestError =>
  plain(400, `Invalid search field ${field.slice(0, MAX_SHOWN_CHARS)}`);

/** 400 of a comparison there is not (contract magento-bulk 8, "Search"). */
export const invalidConditionType = (type: string): RestError =>
  plain(400, `Invalid condition type ${type.slice(0, MAX_SHOWN_CHARS)}`);

/** 400 of a sort direction other than ASC and DESC. */
export const invalidDirection = (direction: string): RestError =>
  plain(400, `Invalid sort direction ${direction.slice(0, MAX_SHOWN_CHARS)}. It must be ASC or DESC.`);

/** 400 of a page that is too long. */
export const pageSizeTooLarge = (max: number): RestError =>
  new RestError(400, { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max } });

/** 401: no valid token, or one that lacks what the route's ACL name stands for (never 403: contract magento-bulk 1). */
export const notAuthorized = (resources: string): RestError =>
  new RestError(401, {
    message: "The consumer isn't authorized to access %resources.",
    parameters: { resources },
  });

/** 404 of an entity that is read or written by a name nobody has. */
export const noSuchEntity = (message: string, parameters?: RestErrorBody['parameters']): RestError =>
  new RestError(404, parameters === undefined ? { message } : { message, parameters });

/** 413: a bulk of more items than configured. */
export const tooManyItems = (count: number, max: number): RestError =>
  plain(413, `The bulk has ${count} items, the limit is ${max} (SLUICE_MAX_BULK_ITEMS).`);

/** 404 with the text that a failed delete reports too. */
export const PRODUCT_NOT_FOUND =
  "The product that was requested doesn't exist. Verify the product and try again.";

export const productNotFound = (): RestError => plain(404, PRODUCT_NOT_FOUND);

/** 404 of the status routes. */
export const bulkNotFound = (bulkUuid: string): RestError =>
  new RestError(404, { message: 'Bulk uuid %bulkUuid not exist', parameters: { bulkUuid } });

/** Seconds after which a client may try again. */
const RETRY_AFTER_S = '5';

/** 503: an outage; the effects of the request are unknown (mechanics 5, contract 8). */
export const unavailable = (): RestError =>
  new RestError(
    503,
    { message: 'Something went wrong while processing the request.' },
    { 'Retry-After': RETRY_AFTER_S },
  );

/** A limit that asks for patience: 429 of what came too fast, 503 of what cannot be kept up with. */
export const limited = (status: 429 | 503, message: string, retryAfterS: number): RestError =>
  new RestError(status, { message }, { 'Retry-After': String(retryAfterS) });
