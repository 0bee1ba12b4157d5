import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMagentoProduct, type ProductItem } from './magento-product';
import type { CsvRow } from './parse-csv';

/** Which products a set of bodies holds. */
export interface ItemRange {
  /** A prefix of the suffix: two sets of different names share no sku. */
  readonly name: string;
  readonly count: number;
  readonly edition: number;
}

/** Request bodies in files, made before anything is timed. */
export interface BodySet {
  readonly files: readonly string[];
  readonly items: number;
  /** Of an item as JSON, on average. */
  readonly bytesPerItem: number;
}

/** The n-th product of a range: the catalogue again and again, each time with skus of its own. */
export function* itemsOf(
  rows: readonly CsvRow[],
  { name, count, edition }: ItemRange,
): Generator<ProductItem> {
  for (let n = 0; n < count; n++) {
    const row = rows[n % rows.length];
    if (row !== undefined) {
      yield toMagentoProduct(row, { suffix: `${name}${Math.floor(n / rows.length)}`, edition });
    }
  }
}

/** The items in arrays of at most `size`, in order. */
export function* inBodies<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let body: Item[] = [];
  for (const item of items) {
    body.push(item);
    if (body.length < size) continue;
    yield body;
    body = [];
  }
  if (body.length > 0) yield body;
}

/** The range's items in arrays of at most `size`, in order. */
export const bodiesOf = (rows: readonly CsvRow[], range: ItemRange, size: number): Generator<ProductItem[]> =>
  inBodies(itemsOf(rows, range), size);

/** Where a range's bodies are written, and how large they are. */
export interface BodyOptions {
  readonly folder: string;
  readonly file: string;
  /** Items a body; 1 makes bodies of one object, as the single door takes them, one a line of one file. */
  readonly size: number;
}

/** Writes the bodies of a range of products: a file each, or all one-item bodies into one file. */
export const writeBodies = (rows: readonly CsvRow[], range: ItemRange, options: BodyOptions): BodySet =>
  writeItems(itemsOf(rows, range), options);

/** Writes the bodies of any items: a file each, or all one-item bodies into one file. */
export function writeItems(all: Iterable<unknown>, options: BodyOptions): BodySet {
  let count = 0;
  const texts = [...inBodies(all, options.size)].map((items) => {
    count += items.length;
    return JSON.stringify(options.size === 1 ? items[0] : items);
  });
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const contents = options.size === 1 ? [texts.join('\n')] : texts;
  const files = contents.map((content, n) => {
    const path = join(options.folder, `${options.file}-${String(n).padStart(5, '0')}.json`);
    writeFileSync(path, content);
    return path;
  });
  return { files, items: count, bytesPerItem: bytes / count };
}
