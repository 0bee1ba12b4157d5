/** A store view: the scope that values may differ in (contract magento-bulk 1 and 8). */
export interface StoreView {
  readonly id: number;
  readonly code: string;
  readonly websiteId: number;
}

/** A website: what store views and customers belong to; 0 stands for all of them. */
export interface StoreWebsite {
  readonly id: number;
  readonly code: string;
}

/** The store scopes that exist, which of them stands for a request without a code, and what else a model looks up. */
export interface StoreRegistry {
  readonly views: readonly StoreView[];
  /** The code of the view. */
  readonly defaultView: string;
  readonly websites: readonly StoreWebsite[];
  /** The ids of the tax classes that customer groups may have. */
  readonly customerTaxClasses: readonly number[];
}

/** The scope that stands for every store view without a value of its own. */
export const ALL_SCOPES = 'all';

/** What is built in (contract magento-bulk 8, "Registry"). */
export const BUILT_IN_STORES: StoreRegistry = {
  views: [
    { id: 1, code: 'default', websiteId: 1 },
    { id: 2, code: 'french', websiteId: 1 },
  ],
  defaultView: 'default',
  websites: [
    { id: 0, code: 'admin' },
    { id: 1, code: 'base' },
  ],
  customerTaxClasses: [3],
};
