import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { READ_ROUTES, WRITE_ROUTES } from '../modules/modules';
import type { MagentoRow } from '../route-table';
import { documentRoutes } from './document-routes';
import { readsTable, replaceTable, writesTable } from './route-tables';

const FILE = join(resolve(__dirname, '..', '..', '..', '..', '..'), 'docs', 'magento.md');
const document = readFileSync(FILE, 'utf8');

const ROW: MagentoRow = {
  verb: 'PUT',
  path: '/products/:sku',
  entity: 'product',
  action: 'upsert',
  params: [
    { name: 'product', required: true },
    { name: 'saveOptions', required: false },
  ],
  service: 'catalog.api.productrepositoryinterface.save',
  implementation: 'Class::save',
  answer: 'entity',
  acl: 'Magento_Catalog::products',
  description: 'One | two',
};

describe('docs/magento.md', () => {
  it('has the routes of the code; where not: npm run docs', () => {
    expect(documentRoutes(document)).toBe(document);
  });

  it('names every route in a heading or a paragraph of its own', () => {
    const told = document.slice(document.indexOf('## What each route does'));
    const untold = WRITE_ROUTES.map(({ verb, path }) => `${verb} ${path}`).filter(
      (route) => !told.includes(`\`${route}\``),
    );
    expect(untold).toEqual([]);
  });
});

describe('the table of writing routes', () => {
  it('prints a row with everything that a caller must know', () => {
    expect(writesTable([ROW]).split('\n')[2]).toBe(
      '| PUT | `/products/:sku` | `/products/bySku` | `product`, `saveOptions?` | ' +
        '`async.magento.catalog.api.productrepositoryinterface.save.put` | `Magento_Catalog::products` | ' +
        '`magento:products:write` | products | One \\| two |',
    );
  });

  it('tells what is open to everybody, and who applies it', () => {
    const row = writesTable([{ ...ROW, path: '/products', acl: 'anonymous' }]).split('\n')[2];
    expect(row).toContain('| = |');
    expect(row).toContain('| `anonymous` | none | products |');
  });

  it('has one line for every route of the code', () => {
    expect(writesTable(WRITE_ROUTES).split('\n')).toHaveLength(WRITE_ROUTES.length + 2);
    expect(readsTable(READ_ROUTES).split('\n')).toHaveLength(READ_ROUTES.length + 2);
  });
});

describe('replacing a table', () => {
  const text = 'a <!-- reads:begin -->old<!-- reads:end --> z';

  it('keeps what stands around it', () => {
    expect(replaceTable(text, 'reads', 'new')).toBe('a <!-- reads:begin -->\n\nnew\n\n<!-- reads:end --> z');
  });

  it.each([
    ['no markers', 'nothing'],
    ['no end', 'a <!-- reads:begin --> b'],
    ['the markers twice', text + text],
  ])('refuses %s', (_name, broken) => {
    expect(() => replaceTable(broken, 'reads', 'new')).toThrow('once each');
  });
});
