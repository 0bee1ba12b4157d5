import { types } from 'node:util';
import { mongo } from 'mongoose';
import { PortError } from '@sluice/ports';

/** The server's code of a unique index that is violated. */
export const DUPLICATE_KEY = 11_000;

/**
 * Codes by which the server refuses this very content and always will: BadValue, Overflow (nested deeper than 180),
 * InvalidBSON, names it does not take, DocumentValidationFailure, too large (three codes), KeyTooLong.
 */
const REFUSALS: ReadonlySet<number> = new Set([
  2, 15, 22, 52, 55, 56, 57, 121, 10_334, 17_280, 17_419, 17_420,
]);

/** What the driver itself throws before anything is sent: it cannot encode the content, or it is too large. */
const isClientRefusal = (error: Error): boolean =>
  error instanceof mongo.MongoInvalidArgumentError ||
  error.name === 'RangeError' ||
  error.name.startsWith('BSON');

const numericCode = (error: object): number | undefined =>
  'code' in error && typeof error.code === 'number' ? error.code : undefined;

const writeErrorCodes = (error: Error): number[] =>
  error instanceof mongo.MongoBulkWriteError
    ? [error.writeErrors].flat().map((writeError) => writeError.code)
    : [];

const isRefusal = (error: Error): boolean =>
  isClientRefusal(error) ||
  [numericCode(error), ...writeErrorCodes(error)].some((code) => code !== undefined && REFUSALS.has(code));

/** True for the violation of a unique index by a single write. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/**
 * The port's error for whatever the driver threw. What is not known to be a refusal counts as `unavailable`: to try
 * a hopeless write again costs time, to fail an item because the server was in trouble would be a lie.
 */
export function toPortError(error: unknown, closed = false): PortError {
  if (error instanceof PortError) return error;
  if (closed) return new PortError('closed', 'the stores are closed', error);
  if (types.isNativeError(error) && isRefusal(error)) {
    return new PortError('refused', 'MongoDB does not take this content', error);
  }
  return new PortError('unavailable', 'MongoDB did not answer, or cannot now', error);
}
