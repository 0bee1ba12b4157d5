import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_DATA } from './harness/project';
import { readCsv } from './harness/read-csv';

const FILE = join(SHARED_DATA, 'catalog-products-1994.csv');

/** Whether the real catalogue lies beside the project. */
export const hasCatalogue = existsSync(FILE);

/** Why it does not, for the name of a skipped suite. */
export const WHY_NO_CATALOGUE = 'the catalogue of 1,994 products is not beside the project';

/** A product body as it is sent to Magento's door. */
export interface ProductBody {
  readonly sku: string;
  readonly custom_attributes: readonly { readonly attribute_code: string; readonly value: string }[];
  readonly [property: string]: unknown;
}

const VISIBILITIES: ReadonlyMap<string, number> = new Map([
  ['Not Visible Individually', 1],
  ['Catalog', 2],
  ['Search', 3],
  ['Catalog, Search', 4],
]);

/** Columns that Magento's product has typed properties for. */
const TYPED = new Set([
  'sku',
  'name',
  'price',
  'weight',
  'product_type',
  'product_online',
  'visibility',
  'attribute_set_code',
]);

/** Ids are Magento's own: any number does, the same for the same set. */
function attributeSetIds(rows: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, number> {
  const codes = [...new Set(rows.map((row) => row.get('attribute_set_code') ?? ''))].sort();
  return new Map(codes.map((code, index) => [code, 4 + index]));
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

function toBody(row: ReadonlyMap<string, string>, setIds: ReadonlyMap<string, number>): ProductBody {
  const typed = {
    name: row.get('name'),
    attribute_set_id: setIds.get(row.get('attribute_set_code') ?? ''),
    price: numberOf(row.get('price')),
    status: row.get('product_online') === '1' ? 1 : 2,
    visibility: VISIBILITIES.get(row.get('visibility') ?? ''),
    type_id: row.get('product_type'),
    weight: numberOf(row.get('weight')),
  };
  const present = Object.entries(typed).filter(([, value]) => value !== undefined);
  const others = [...row].filter(([column]) => !TYPED.has(column));
  return {
    sku: row.get('sku') ?? '',
    ...Object.fromEntries(present),
    custom_attributes: others.map(([attribute_code, value]) => ({ attribute_code, value })),
  };
}

/** Every row of the catalogue as a product body: typed properties, and all other columns as custom attributes. */
export function readCatalogue(): ProductBody[] {
  const rows = readCsv(readFileSync(FILE, 'utf8'));
  const setIds = attributeSetIds(rows);
  return rows.map((row) => toBody(row, setIds));
}
