import type { StoreRegistry } from '@sluice/schemas';

/** A website, as `GET /V1/store/websites` answers it; 0 stands for all of them. */
export interface Website {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly default_group_id: number;
}

/** A store group, as `GET /V1/store/storeGroups` answers it. */
export interface StoreGroup {
  readonly id: number;
  readonly website_id: number;
  readonly root_category_id: number;
  readonly default_store_id: number;
  readonly name: string;
  readonly code: string;
}

/** A store view, as `GET /V1/store/storeViews` answers it. */
export interface StoreViewRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly website_id: number;
  readonly store_group_id: number;
  /** 0 or 1. */
  readonly is_active: number;
}

/** A customer group, as `GET /V1/customerGroups/:id` answers it. */
export interface CustomerGroup {
  readonly id: number;
  readonly code: string;
  readonly tax_class_id: number;
  readonly tax_class_name: string;
}

/** A tax class, as `GET /V1/taxClasses/:id` answers it. */
export interface TaxClass {
  readonly class_id: number;
  readonly class_name: string;
  /** `PRODUCT` or `CUSTOMER`. */
  readonly class_type: string;
}

/** What `GET /V1/directory/currency` answers. */
export interface Currency {
  readonly base_currency_code: string;
  readonly base_currency_symbol: string;
  readonly default_display_currency_code: string;
  readonly default_display_currency_symbol: string;
  readonly available_currency_codes: readonly string[];
  readonly exchange_rates: readonly { readonly currency_to: string; readonly rate: number }[];
}

/** What a shop is made of before anything is sent (contract magento-bulk 8, "Registry"); sound in itself. */
export interface Registry {
  readonly websites: readonly Website[];
  readonly storeGroups: readonly StoreGroup[];
  readonly storeViews: readonly StoreViewRow[];
  readonly customerGroups: readonly CustomerGroup[];
  readonly taxClasses: readonly TaxClass[];
  readonly currencies: readonly Currency[];
}

const CUSTOMER_TAX = { tax_class_id: 3, tax_class_name: 'Retail Customer' } as const;

/** What is built in (contract magento-bulk 8, "Registry"). */
export const BUILT_IN_REGISTRY: Registry = {
  websites: [
    { id: 0, code: 'admin', name: 'Admin', default_group_id: 0 },
    { id: 1, code: 'base', name: 'Main Website', default_group_id: 1 },
  ],
  storeGroups: [
    { id: 0, website_id: 0, root_category_id: 0, default_store_id: 0, name: 'Default', code: 'default' },
    {
      id: 1,
      website_id: 1,
      root_category_id: 2,
      default_store_id: 1,
      name: 'Main Website Store',
      code: 'main_website_store',
    },
  ],
  storeViews: [
    { id: 1, code: 'default', name: 'Default Store View', website_id: 1, store_group_id: 1, is_active: 1 },
    { id: 2, code: 'french', name: 'French', website_id: 1, store_group_id: 1, is_active: 1 },
  ],
  customerGroups: [
    { id: 0, code: 'NOT LOGGED IN', ...CUSTOMER_TAX },
    { id: 1, code: 'General', ...CUSTOMER_TAX },
    { id: 2, code: 'Wholesale', ...CUSTOMER_TAX },
    { id: 3, code: 'Retailer', ...CUSTOMER_TAX },
  ],
  taxClasses: [
    { class_id: 2, class_name: 'Taxable Goods', class_type: 'PRODUCT' },
    { class_id: 3, class_name: 'Retail Customer', class_type: 'CUSTOMER' },
  ],
  currencies: [
    {
      base_currency_code: 'USD',
      base_currency_symbol: '$',
      default_display_currency_code: 'USD',
      default_display_currency_symbol: '$',
      available_currency_codes: ['USD'],
      exchange_rates: [{ currency_to: 'USD', rate: 1 }],
    },
  ],
};

/** The view that a request without a store code means: the first real website's default group's default view. */
export function defaultViewOf({
  websites,
  storeGroups,
  storeViews,
}: Pick<Registry, 'websites' | 'storeGroups' | 'storeViews'>): StoreViewRow | undefined {
  const website = websites.find(({ id }) => id !== 0);
  const group = storeGroups.find(({ id }) => id === website?.default_group_id);
  return storeViews.find(({ id }) => id === group?.default_store_id);
}

/** The store scopes of a registry. */
export function storeRegistryOf(registry: Registry): StoreRegistry {
  return {
    views: registry.storeViews.map(({ id, code, website_id: websiteId }) => ({ id, code, websiteId })),
    // A sound registry has one; the parser sees to it.
    defaultView: defaultViewOf(registry)?.code ?? '',
    websites: registry.websites.map(({ id, code }) => ({ id, code })),
    customerTaxClasses: registry.taxClasses
      .filter(({ class_type }) => class_type === 'CUSTOMER')
      .map(({ class_id }) => class_id),
  };
}
