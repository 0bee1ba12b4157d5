import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SHARED_DATA } from './harness/project';
import { readCsv } from './harness/read-csv';

const FILE = join(SHARED_DATA, 'customers-2000.csv.gz');

/** Whether the real customers lie beside the project. */
export const hasCustomers = existsSync(FILE);

/** Why they do not, for the name of a skipped suite. */
export const WHY_NO_CUSTOMERS = 'the 2,000 customers are not beside the project';

/** One item of a bulk of customers. */
export interface CustomerItem {
  readonly customer: { readonly email: string; readonly [property: string]: unknown };
  readonly password: string;
}

/** Customers, each with a password of its own; `marker` stands in every one of them and nowhere else. */
export interface Customers {
  readonly items: readonly CustomerItem[];
  readonly marker: string;
}

const GENDERS: ReadonlyMap<string, number> = new Map([
  ['Male', 1],
  ['Female', 2],
]);

function toCustomer(row: ReadonlyMap<string, string>): CustomerItem['customer'] {
  const fields = {
    email: row.get('email') ?? '',
    firstname: row.get('firstname') ?? '',
    lastname: row.get('lastname') ?? '',
    group_id: Number(row.get('group_id') ?? 1),
    website_id: Number(row.get('website_id') ?? 1),
    store_id: Number(row.get('store_id') ?? 1),
    dob: row.get('dob'),
    gender: GENDERS.get(row.get('gender') ?? ''),
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...fields, ...Object.fromEntries(present) };
}

/** The customers of the file, with passwords where it has none; no two runs have one in common. */
export function readCustomers(): Customers {
  const marker = `Zx${randomBytes(6).toString('hex')}`;
  const rows = readCsv(gunzipSync(readFileSync(FILE)).toString('utf8'));
  const items = rows.map((row, index) => ({
    customer: toCustomer(row),
    password: `${String(index)}${marker}!`,
  }));
  return { items, marker };
}
