import { BUILT_IN_REGISTRY, type Currency, type Registry, type StoreGroup, type Website } from './registry';
import type { RegistryFile } from './registry-rows';

type Rows<Name extends keyof RegistryFile> = NonNullable<RegistryFile[Name]>;
type GroupRow = Rows<'store_groups'>[number];
type ViewRow = Rows<'store_views'>[number];

interface Scopes {
  readonly websites: Rows<'websites'>;
  readonly groups: Rows<'store_groups'>;
  readonly views: Rows<'store_views'>;
}

const DEFAULT_ROOT_CATEGORY = 2;

/** A pointer of a built-in row that leads nowhere in the rows of the file counts as left out. */
const pointer = (id: number | undefined, mayDangle: boolean, ids: readonly number[]): number | undefined =>
  id !== undefined && mayDangle && !ids.includes(id) ? undefined : id;

const groupOf = ({ store_group_id, website_id }: ViewRow, groups: readonly GroupRow[]): number =>
  store_group_id ?? groups.find((group) => group.website_id === website_id)?.id ?? -1;

const completeWebsites = ({ websites, groups }: Scopes, builtIn: boolean): Website[] =>
  websites.map((row) => {
    const given = pointer(
      row.default_group_id,
      builtIn,
      groups.map(({ id }) => id),
    );
    const first = groups.find(({ website_id }) => website_id === row.id)?.id;
    return { id: row.id, code: row.code, name: row.name ?? row.code, default_group_id: given ?? first ?? 0 };
  });

const completeGroups = ({ groups, views }: Scopes, builtIn: boolean): StoreGroup[] =>
  groups.map((row) => {
    const given = pointer(
      row.default_store_id,
      builtIn,
      views.map(({ id }) => id),
    );
    const first = views.find((view) => groupOf(view, groups) === row.id)?.id;
    return {
      id: row.id,
      website_id: row.website_id,
      root_category_id: row.root_category_id ?? (row.website_id === 0 ? 0 : DEFAULT_ROOT_CATEGORY),
      default_store_id: given ?? first ?? 0,
      name: row.name ?? row.code,
      code: row.code,
    };
  });

const completeCurrency = (row: Rows<'currencies'>[number]): Currency => {
  const base = row.base_currency_code;
  const baseSymbol = row.base_currency_symbol ?? base;
  const display = row.default_display_currency_code ?? base;
  return {
    base_currency_code: base,
    base_currency_symbol: baseSymbol,
    default_display_currency_code: display,
    default_display_currency_symbol:
      row.default_display_currency_symbol ?? (display === base ? baseSymbol : display),
    available_currency_codes: row.available_currency_codes ?? [...new Set([base, display])],
    exchange_rates: row.exchange_rates ?? [{ currency_to: base, rate: 1 }],
  };
};

/** The website that stands for all is always there; behind the others, so that rows keep their numbers. */
const withAdminWebsite = (rows: Rows<'websites'>): Rows<'websites'> =>
  rows.some(({ id }) => id === 0)
    ? rows
    : [...rows, ...BUILT_IN_REGISTRY.websites.filter(({ id }) => id === 0)];

/** Magento lists its own view beside the others; here it is what `all` stands for. */
export const isAdminView = ({ id, code }: Pick<ViewRow, 'id' | 'code'>): boolean =>
  id === 0 && code === 'admin';

const completeScopes = (file: RegistryFile): Pick<Registry, 'websites' | 'storeGroups' | 'storeViews'> => {
  const scopes: Scopes = {
    websites: withAdminWebsite(file.websites ?? [...BUILT_IN_REGISTRY.websites]),
    groups: file.store_groups ?? [...BUILT_IN_REGISTRY.storeGroups],
    views: (file.store_views ?? [...BUILT_IN_REGISTRY.storeViews]).filter((view) => !isAdminView(view)),
  };
  return {
    websites: completeWebsites(scopes, file.websites === undefined),
    storeGroups: completeGroups(scopes, file.store_groups === undefined),
    storeViews: scopes.views.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name ?? row.code,
      website_id: row.website_id,
      store_group_id: groupOf(row, scopes.groups),
      is_active: row.is_active ?? 1,
    })),
  };
};

/** The registry of a file's rows: arrays left out are the built-in ones; not yet held against each other. */
export function completeRegistry(file: RegistryFile): Registry {
  const taxClasses = file.tax_classes ?? BUILT_IN_REGISTRY.taxClasses;
  const nameOf = (wanted: number): string =>
    taxClasses.find(({ class_id }) => class_id === wanted)?.class_name ?? '';
  return {
    ...completeScopes(file),
    taxClasses,
    customerGroups: (file.customer_groups ?? BUILT_IN_REGISTRY.customerGroups).map((row) => ({
      id: row.id,
      code: row.code,
      tax_class_id: row.tax_class_id,
      tax_class_name: nameOf(row.tax_class_id),
    })),
    currencies: file.currencies?.map(completeCurrency) ?? BUILT_IN_REGISTRY.currencies,
  };
}
