import { MAX_KEY_BYTES, MAX_RESULT_BYTES } from '@sluice/schemas';
import type { Applied, Supplies } from '../model';

/**
 * What is wrong with a row of a list-type item. Placeholders stay in the message; what they stand for is answered as a
 * list, in this order and without its names, because that is the type clients have for it (contract magento-bulk 8).
 */
export interface ErrorRow {
  readonly message: string;
  readonly parameters: Readonly<Record<string, string | number | null>>;
}

/** The rows of an item, told apart: a row may be wrong in several ways, and is left out once. */
export interface CheckedRows<Row> {
  readonly sound: readonly Row[];
  readonly failed: number;
  readonly errors: readonly ErrorRow[];
}

export const NO_ERRORS: readonly ErrorRow[] = [];

/** Tells sound rows from wrong ones, in their order. */
export function checkRows<Row>(
  rows: readonly Row[],
  check: (row: Row) => readonly ErrorRow[],
): CheckedRows<Row> {
  const sound: Row[] = [];
  const errors: ErrorRow[] = [];
  for (const row of rows) {
    const found = check(row);
    if (found.length === 0) sound.push(row);
    else errors.push(...found);
  }
  return { sound, failed: rows.length - sound.length, errors };
}

/** As many of the rows as a result holds: cut down to an id, it would say nothing of what was wrong. */
export function errorText(errors: readonly ErrorRow[]): string {
  const texts: string[] = [];
  let bytes = 2;
  for (const { message, parameters } of errors) {
    const text = JSON.stringify({ message, parameters: Object.values(parameters) });
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > MAX_RESULT_BYTES) break;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

/** The document that the sound rows made, and what is to be told of the others. */
export function appliedRows(document: unknown, { failed, errors }: CheckedRows<unknown>): Applied {
  if (failed === 0) return { kind: 'applied', document };
  return { kind: 'applied', document, rowsFailed: failed, result: errorText(errors) };
}

/** Sets the row that `isSame` finds, or adds it; the list itself where nothing changes. */
export function putRow<Row>(
  rows: readonly Row[],
  row: Row,
  { isSame, equals }: { isSame: (one: Row) => boolean; equals: (one: Row, other: Row) => boolean },
): readonly Row[] {
  const place = rows.findIndex(isSame);
  const stored = rows[place];
  if (stored === undefined) return [...rows, row];
  return equals(stored, row) ? rows : rows.with(place, row);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A name that no store takes for a key leads nowhere; asking for it would fail the whole delivery. */
const isPossibleKey = (key: string): boolean =>
  key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES && !LONE_SURROGATE.test(key);

/** Whether there is such an entity; the key may be whatever was sent. */
export const isKnown = (supplies: Supplies, collection: string, key: string): boolean =>
  isPossibleKey(key) && supplies.exists(collection, key);

type Attributes = Readonly<Record<string, unknown>>;

/** What only the sender's dialect knows of a row, where there is any. */
export const keptOf = ({ attributes }: { readonly attributes?: Attributes | undefined }) =>
  attributes === undefined ? {} : { attributes };
