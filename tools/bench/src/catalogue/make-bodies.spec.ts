import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from './catalogue-rows';
import { generateRows } from './generate-rows';
import { bodiesOf, writeBodies } from './make-bodies';
import type { ProductItem } from './magento-product';

const rows = generateRows(10);
const itemsOf = (name: string, count: number, edition = 0): ProductItem[] =>
  [...bodiesOf(rows, { name, count, edition }, 7)].flat();

describe('bodies', () => {
  test('hold as many items as asked for, each with a sku and a url of its own', () => {
    const items = itemsOf('a', 25);
    expect([...bodiesOf(rows, { name: 'a', count: 25, edition: 0 }, 7)].map((body) => body.length)).toEqual([
      7, 7, 7, 4,
    ]);
    expect(new Set(items.map(({ product }) => product.sku.toLowerCase())).size).toBe(25);
  });

  test('of two names share no sku', () => {
    const skus = new Set(itemsOf('a', 25).map(({ product }) => product.sku));
    expect(itemsOf('b', 25).some(({ product }) => skus.has(product.sku))).toBe(false);
  });

  test('of another edition are the same products, every one changed', () => {
    const [first, second] = [itemsOf('a', 12), itemsOf('a', 12, 1)];
    expect(second.map(({ product }) => product.sku)).toEqual(first.map(({ product }) => product.sku));
    second.forEach((item, n) => expect(item).not.toEqual(first[n]));
  });

  test.each([
    ['generated', generateRows(2_000)],
    ['loaded', loadCatalogue().rows],
  ])('of the %s catalogue are about 0.8 kB an item', (_, catalogue) => {
    const range = { name: 'x', count: catalogue.length, edition: 0 };
    const bytes = Buffer.byteLength(JSON.stringify([...bodiesOf(catalogue, range, 1_000)].flat()));
    expect(bytes / catalogue.length).toBeGreaterThan(760);
    expect(bytes / catalogue.length).toBeLessThan(840);
  });
});

describe('writeBodies', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-bodies-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('writes a file a body', () => {
    const range = { name: 'a', count: 25, edition: 0 };
    const { files, items } = writeBodies(rows, range, { folder, file: 'f', size: 10 });
    const read = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as ProductItem[]);
    expect([files.length, items]).toEqual([3, 25]);
    expect(read).toEqual(itemsOf('a', 25));
  });

  test('writes one-item bodies as lines of objects', () => {
    const range = { name: 'a', count: 3, edition: 0 };
    const { files } = writeBodies(rows, range, { folder, file: 's', size: 1 });
    const lines = readFileSync(files[0]!, 'utf8').split('\n');
    expect(lines.map((line) => JSON.parse(line) as ProductItem)).toEqual(itemsOf('a', 3));
  });
});
