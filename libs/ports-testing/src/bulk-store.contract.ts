import { bulkChunkCases } from './bulk-chunk.cases';
import { bulkFoldCases } from './bulk-fold.cases';
import { bulkListCases } from './bulk-list.cases';
import { bulkSearchCases } from './bulk-search.cases';
import { describeStores, type OpenStores } from './store-harness';

/** Declares the whole contract of the BulkStore port as jest tests. */
export function bulkStoreContract(name: string, open: OpenStores): void {
  describeStores(`BulkStore contract: ${name}`, open, (opened) => {
    describe('bulks and chunks', () => {
      bulkChunkCases(opened);
    });
    describe('folds', () => {
      bulkFoldCases(opened);
    });
    describe('lists', () => {
      bulkListCases(opened);
    });
    describe('searches', () => {
      bulkSearchCases(opened);
    });
  });
}
