import { entityContentCases } from './entity-content.cases';
import { entityExistingCases } from './entity-existing.cases';
import { entityRefCases } from './entity-ref.cases';
import { entityRefusalCases } from './entity-refusal.cases';
import { entityRevisionCases } from './entity-revision.cases';
import { entityScanCases } from './entity-scan.cases';
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
    describe('existing', () => {
      entityExistingCases(opened);
    });
    describe('refs', () => {
      entityRefCases(opened);
    });
    describe('scan', () => {
      entityScanCases(opened);
    });
    it('refuses to work when closed, and closes twice', async () => {
      const fresh = await openFresh(open);
      await fresh.dispose();
      await fresh.dispose();
      const { entities } = fresh.stores;
      for (const call of [
        entities.read('things', ['a']),
        entities.existing('things', ['a']),
        entities.locate('things', ['a']),
        entities.scan('things', { limit: 1 }),
      ]) {
        await expect(call).rejects.toMatchObject({ code: 'closed' });
      }
    });
  });
}
