import type { IncomingHttpHeaders } from 'node:http';
import { contentTypeError, notAcceptable } from './rest-error';

const ANSWERED = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/xml',
  'application/xhtml+xml',
  'text/xml',
]);

/** The pattern the original checks with: a type, and at most a charset behind it. */
const CONTENT_TYPE = /^([a-z\d/\-+.]+)(?:; *charset=(.+))?$/i;

const UNQUOTED = /^"(.*)"$/;

/** Refuses a request whose Accept header names neither JSON nor XML nor a wildcard (406); the answer is JSON. */
export function assertAcceptable(accept: string | undefined): void {
  if (accept === undefined || accept.trim() === '') return;
  const types = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase() ?? '');
  if (!types.some((type) => ANSWERED.has(type))) throw notAcceptable(accept);
}

/** Refuses a body that is not announced as JSON in UTF-8, with the texts of the contract's table. */
export function assertJsonContent(headers: IncomingHttpHeaders): void {
  const header = headers['content-type']?.trim() ?? '';
  if (header === '') throw contentTypeError('Content-Type header is empty.');
  const [, type, charset] = CONTENT_TYPE.exec(header) ?? [];
  if (type === undefined) throw contentTypeError('Content-Type header is invalid.');
  if (charset !== undefined && charset.trim().replace(UNQUOTED, '$1').toLowerCase() !== 'utf-8') {
    throw contentTypeError('UTF-8 is the only supported charset.');
  }
  if (type.toLowerCase() !== 'application/json') {
    throw contentTypeError(`Server cannot understand Content-Type HTTP header media type ${type}`);
  }
}
