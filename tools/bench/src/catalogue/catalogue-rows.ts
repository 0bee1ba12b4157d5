import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateRows } from './generate-rows';
import { parseCsv, type CsvRow } from './parse-csv';

const SHARED_CATALOGUE = join(
  __dirname,
  ...['..', '..', '..', '..', '..'],
  'shared/data/catalog-products-1994.csv',
);
const GENERATED_ROWS = 2_000;

/** Products of a real shop, or made ones of the same shape. */
export interface Catalogue {
  readonly rows: readonly CsvRow[];
  /** What to call it in a report. */
  readonly source: string;
}

/** The catalogue beside the project where it is there, else a generated one. */
export function loadCatalogue(path = SHARED_CATALOGUE): Catalogue {
  if (!existsSync(path)) return { rows: generateRows(GENERATED_ROWS), source: 'a generated catalogue' };
  const rows = parseCsv(readFileSync(path, 'utf8'));
  return { rows, source: `${rows.length} real products` };
}
