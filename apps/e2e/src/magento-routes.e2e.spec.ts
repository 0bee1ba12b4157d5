import { ALL_CASES } from './magento/all-cases.fixture';
import { contractRoutes, documentedWrites, hasContract } from './magento/documented-routes.fixture';
import { createMagentoApi } from './magento/magento-api.fixture';
import { FORMS } from './magento/route-call.fixture';
import { runBad, runGood } from './magento/run-case.fixture';
import { runSideBySide } from './magento/run-side-by-side.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

/** Most of a call is waiting, above all on a broker. */
const AT_ONCE = 24;

/** Section 8 of the contract: what the rows of section 7 need beside them. */
const BESIDE_THE_TABLE = [
  'POST /carts',
  'PUT /carts/:cartId/order',
  'POST /orders',
  'POST /inventory/stocks',
  'POST /products/attribute-sets',
  'POST /products/attribute-sets/groups',
];

const inContract = hasContract ? it : it.skip;
const routeOf = ({ verb, path }: { verb: string; path: string }): string => `${verb} ${path}`;

describe('the table of Magento routes', () => {
  const documented = documentedWrites();
  const routes = documented.map(routeOf);

  it('has a case for every row that the dialect offers, and no other', () => {
    const cases = ALL_CASES.map(({ route }) => route);
    expect([...cases, ...BESIDE_THE_TABLE].sort()).toEqual([...routes].sort());
    expect(cases).toHaveLength(57);
  });

  inContract('is that of the contract, in paths, arguments, topics and ACL names', () => {
    const rows = contractRoutes();
    expect(rows).toHaveLength(57);
    const found = new Map(documented.map(({ scope: _scope, ...row }) => [routeOf(row), row]));
    expect(rows.map((row) => found.get(routeOf(row)))).toEqual(rows);
  });
});

const NAMES = ALL_CASES.flatMap((row, index) =>
  FORMS.map((form) => ({ row, form, name: `r${String(index + 1)}-${form}` })),
);

describeTopologies('every Magento route', ({ startWhole }) => {
  const { client } = useInstance(startWhole);
  const api = createMagentoApi(client);

  const pieces = NAMES.flatMap(({ row, form, name }) => [
    [`${row.route}, ${form}`, () => runGood(row, { api, form, name })] as const,
    [`${row.route}, ${form}, bad item`, () => runBad(row, { api, form, name: `${name}-bad` })] as const,
  ]);
  const work = runSideBySide(new Map(pieces), AT_ONCE);
  beforeAll(() => {
    work.begin();
  });

  it.each(pieces.map(([name]) => name))('%s', (name) => work.outcome(name));
});
