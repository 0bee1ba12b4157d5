/** One item of the customers' bulk route, with one address. */
export interface CustomerItem {
  readonly customer: {
    readonly email: string;
    readonly firstname: string;
    readonly lastname: string;
    readonly website_id: number;
    readonly group_id: number;
    readonly addresses: readonly CustomerAddress[];
  };
  readonly password?: string;
}

interface CustomerAddress {
  readonly firstname: string;
  readonly lastname: string;
  readonly street: readonly string[];
  readonly city: string;
  readonly postcode: string;
  readonly country_id: string;
  readonly telephone: string;
  readonly default_billing: boolean;
  readonly default_shipping: boolean;
}

/** Which customers. */
export interface CustomerRange {
  /** Part of every e-mail: two ranges of different names share none. */
  readonly name: string;
  readonly count: number;
  readonly password: boolean;
}

const FIRST_NAMES = ['Ada', 'Blaise', 'Carl', 'Dorothy', 'Edsger', 'Frances', 'Grace', 'Hedy'] as const;
const LAST_NAMES = ['Archer', 'Baker', 'Cooper', 'Dyer', 'Fletcher', 'Mason', 'Sawyer'] as const;
const CITIES = ['Calder', 'Austin', 'Lyon', 'Graz', 'Porto'] as const;

const at = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/** The n-th customer of a range. */
function customerAt(n: number, { name, password }: CustomerRange): CustomerItem {
  const person = { firstname: at(FIRST_NAMES, n), lastname: at(LAST_NAMES, n) };
  const address = {
    ...person,
    street: [`${1 + (n % 900)} High Street`],
    city: at(CITIES, n),
    postcode: String(10_000 + (n % 80_000)),
    country_id: 'US',
    telephone: `555-${String(n).padStart(7, '0')}`,
    default_billing: true,
    default_shipping: true,
  };
  const email = `${name}-${n}@example.com`;
  return {
    customer: { email, ...person, website_id: 1, group_id: 1, addresses: [address] },
    ...(password ? { password: `Pass-${name}-${n}` } : {}),
  };
}

/** All customers of a range, each with an e-mail, and where asked for a password, of its own. */
export function* customerItems(range: CustomerRange): Generator<CustomerItem> {
  for (let n = 0; n < range.count; n++) yield customerAt(n, range);
}
