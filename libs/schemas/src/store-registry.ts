/** A store view: the scope that values may differ in (contract magento-bulk 1 and 8). */
export interface StoreView {
  readonly id: number;
  readonly code: string;
  readonly websiteId: number;
}

/** The store scopes that exist and which of them stands for a request without a code. */
export interface StoreRegistry {
  readonly views: readonly StoreView[];
  readonly defaultView: string;
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
};
