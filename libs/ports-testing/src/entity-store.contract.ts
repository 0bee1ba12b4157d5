import { entityContentCases } from './entity-content.cases';
import { entityRefusalCases } from './entity-refusal.cases';
import { entityRevisionCases } from './entity-revision.cases';
import { entityWriteCases } from './entity-write.cases';
import { describeStores, openFresh, type OpenStores, type StoreFeatures } from './store-harness';

/** Declares the whole contract of the EntityStore port as jest tests. */
export function entityStoreContract(name: string, open: OpenStores, features: StoreFeatures): void {
  describeStores(`EntityStore contract: ${name}`, open, (opened) => {
    describe('writes', () => {
      entityWriteCases(opened);
    });
    describe('revisions', () => {
      entityRevisionCases(opened);
    });
    describe('content', () => {
      entityContentCases(opened);
    });
    describe('refusals', () => {
      entityRefusalCases(opened, features);
    });
    it('refuses to work when closed, and closes twice', async () => {
      const fresh = await openFresh(open);
      await fresh.dispose();
      await fresh.dispose();
      await expect(fresh.stores.entities.read('things', ['a'])).rejects.toMatchObject({ code: 'closed' });
    });
  });
}
