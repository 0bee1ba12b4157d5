import { defaultViewOf, type Registry } from './registry';

/** Codes that mean something else where a store code may stand (contract magento-bulk 1). */
const RESERVED_CODES: ReadonlySet<string> = new Set(['all', 'admin']);

/** The row of the file, from 1, that stands at a place of the registry. */
export type RowOf = (name: string, place: number) => number;

interface Column {
  readonly name: string;
  readonly field: string;
  readonly values: readonly (string | number)[];
}

const repeated = ({ name, field, values }: Column, rowOf: RowOf): string[] =>
  values.flatMap((value, place) => {
    const first = values.indexOf(value);
    if (first === place) return [];
    const text = `${JSON.stringify(value)} stands in row ${rowOf(name, first)} too`;
    return [`${name} row ${rowOf(name, place)}, ${field}: ${text}`];
  });

interface Pointer extends Column {
  readonly values: readonly number[];
  readonly to: string;
  readonly ids: readonly number[];
}

const dangling = ({ name, field, values, to, ids }: Pointer, rowOf: RowOf): string[] =>
  values.flatMap((value, place) =>
    ids.includes(value) ? [] : [`${name} row ${rowOf(name, place)}, ${field}: ${to} have no ${value}`],
  );

const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);
const codes = (rows: readonly { readonly code: string }[]): string[] => rows.map(({ code }) => code);

/** What may stand in a table only once. */
const uniqueColumns = (registry: Registry): Column[] => {
  const { websites, storeGroups, storeViews, customerGroups, taxClasses } = registry;
  const scopes = [
    { name: 'websites', rows: websites },
    { name: 'store_groups', rows: storeGroups },
    { name: 'store_views', rows: storeViews },
  ].flatMap(({ name, rows }) => [
    { name, field: 'id', values: ids(rows) },
    { name, field: 'code', values: codes(rows) },
  ]);
  // Customer groups are found by their code in lower case.
  const groupCodes = codes(customerGroups).map((code) => code.toLowerCase());
  return [
    ...scopes,
    { name: 'customer_groups', field: 'id', values: ids(customerGroups) },
    { name: 'customer_groups', field: 'code', values: groupCodes },
    { name: 'tax_classes', field: 'class_id', values: taxClasses.map((row) => row.class_id) },
  ];
};

const pointersOf = ({
  websites,
  storeGroups,
  storeViews,
  customerGroups,
  taxClasses,
}: Registry): Pointer[] => {
  const toWebsites = { field: 'website_id', to: 'websites', ids: ids(websites) };
  return [
    { ...toWebsites, name: 'store_groups', values: storeGroups.map((row) => row.website_id) },
    { ...toWebsites, name: 'store_views', values: storeViews.map((row) => row.website_id) },
    {
      name: 'store_views',
      field: 'store_group_id',
      values: storeViews.map((row) => row.store_group_id),
      to: 'store_groups',
      ids: ids(storeGroups),
    },
    // 0: none, as the admin website and its group have it.
    {
      name: 'websites',
      field: 'default_group_id',
      values: websites.map((row) => row.default_group_id),
      to: 'store_groups',
      ids: [0, ...ids(storeGroups)],
    },
    {
      name: 'store_groups',
      field: 'default_store_id',
      values: storeGroups.map((row) => row.default_store_id),
      to: 'store_views',
      ids: [0, ...ids(storeViews)],
    },
    {
      name: 'customer_groups',
      field: 'tax_class_id',
      values: customerGroups.map((row) => row.tax_class_id),
      to: 'tax_classes',
      ids: [0, ...taxClasses.map((row) => row.class_id)],
    },
  ];
};

const viewMistakes = ({ storeViews, storeGroups }: Registry, rowOf: RowOf): string[] =>
  storeViews.flatMap(({ id, code, website_id, store_group_id }, place) => {
    const row = `store_views row ${rowOf('store_views', place)}`;
    const group = storeGroups.find((one) => one.id === store_group_id);
    const isForeign = group !== undefined && group.website_id !== website_id;
    return [
      ...(id === 0 ? [`${row}, id: 0 stands for all store views`] : []),
      ...(RESERVED_CODES.has(code) ? [`${row}, code: "${code}" is reserved`] : []),
      ...(isForeign ? [`${row}, store_group_id: group ${store_group_id} is of another website`] : []),
    ];
  });

/** What is wrong with the rows as a whole, one line each; none where the registry is sound. */
export function checkReferences(registry: Registry, rowOf: RowOf): string[] {
  const mistakes = [
    ...uniqueColumns(registry).flatMap((column) => repeated(column, rowOf)),
    ...pointersOf(registry).flatMap((one) => dangling(one, rowOf)),
    ...viewMistakes(registry, rowOf),
  ];
  if (mistakes.length > 0 || defaultViewOf(registry) !== undefined) return mistakes;
  return ["store_views: there is no default one: the first website's default group's default store view"];
}
