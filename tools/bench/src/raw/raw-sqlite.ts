import { join } from 'node:path';
import { openDatabase } from '@sluice/sqlite-driver';
import type { ProductItem } from '../catalogue/magento-product';
import type { RawStore } from './raw-store';

/** The table of the SQLite adapter: a rowid, a unique key, the document as text. */
const TABLE = `CREATE TABLE products (
  n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, id INTEGER,
  doc TEXT NOT NULL, ledger TEXT NOT NULL)`;

const UPSERT = `INSERT INTO products (key, rev, doc, ledger) VALUES (?, 1, ?, '[]')
  ON CONFLICT (key) DO UPDATE SET rev = rev + 1, doc = excluded.doc`;

/**
 * The adapter's table on the driver's own pragmas and durability, a transaction a body: larger ones were no faster.
 * Nothing is read first, and the ledger stays empty.
 */
export function openRawSqlite(folder: string): Promise<RawStore> {
  const database = openDatabase({ path: join(folder, 'raw.db') });
  database.exec(TABLE);
  const upsert = database.prepare(UPSERT);
  const write = (items: readonly ProductItem[]): void => {
    database.transaction(() => {
      for (const { product } of items) upsert.run([product.sku, JSON.stringify(product)]);
    });
  };
  return Promise.resolve({
    upsert: (items) => {
      write(items);
      return Promise.resolve();
    },
    close: () => {
      database.close();
      return Promise.resolve();
    },
  });
}
