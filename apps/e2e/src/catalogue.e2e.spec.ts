import { WHY_NO_CATALOGUE, hasCatalogue, readCatalogue, type ProductBody } from './catalogue.fixture';
import type { BulkVerb } from './harness/client';
import type { Counts } from './harness/conservation';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const BULK_SIZE = 500;
const ROWS = 1_994;
const describeCatalogue = hasCatalogue ? describe : describe.skip;
const why = hasCatalogue ? '' : ` (skipped: ${WHY_NO_CATALOGUE})`;

const slicesOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / BULK_SIZE) }, (_, index) =>
    list.slice(index * BULK_SIZE, (index + 1) * BULK_SIZE),
  );

describeTopologies('the catalogue', ({ start }) => {
  describeCatalogue(`all of it${why}`, () => {
    const products = hasCatalogue ? readCatalogue() : [];
    const { client } = useInstance(start);

    /** Sends all bulks, then waits for all of them; returns the sum of their counts. */
    const sendAll = async (
      verb: BulkVerb,
      items: readonly unknown[],
    ): Promise<Record<keyof Counts, number>> => {
      const receipts = await Promise.all(slicesOf(items).map((slice) => client.sendBulk(verb, slice, 'all')));
      const sums = { accepted: 0, open: 0, succeeded: 0, unchanged: 0, failed: 0, canceled: 0, rejected: 0 };
      for (const { bulk_uuid: uuid } of receipts) {
        const { counts } = await client.untilFinished(uuid);
        for (const name of Object.keys(sums) as (keyof Counts)[]) sums[name] += counts[name];
      }
      return sums;
    };
    const bodies = (list: readonly ProductBody[]): object[] => list.map((product) => ({ product }));
    const read = async (product: ProductBody) => {
      const found = await client.readProduct(product.sku, 'all');
      return found === undefined
        ? undefined
        : Object.fromEntries(Object.keys(product).map((property) => [property, found[property]]));
    };

    it('is what it is taken for', () => {
      expect(products).toHaveLength(ROWS);
      expect(new Set(products.map(({ sku }) => sku.toLowerCase())).size).toBe(ROWS);
      expect(products.filter(({ custom_attributes: others }) => others.length > 20).length).toBeGreaterThan(
        1_900,
      );
    });

    it('goes in, and every product is read back as it was sent', async () => {
      const counts = await sendAll('POST', bodies(products));
      expect(counts).toMatchObject({ accepted: ROWS, succeeded: ROWS, open: 0 });
      for (const product of products) expect(await read(product)).toEqual(product);
    });

    it('changes nothing when it is sent again', async () => {
      const counts = await sendAll('POST', bodies(products));
      expect(counts).toMatchObject({ accepted: ROWS, unchanged: ROWS, open: 0 });
    });

    it('goes out with PUT and DELETE mixed in one run', async () => {
      const [updatedFirst, deletedOnly] = [
        products.filter((_, index) => index % 2 === 0),
        products.filter((_, index) => index % 2 === 1),
      ];
      const updates = updatedFirst.map(({ sku, name }) => ({
        product: { sku, name: `${String(name)}, last chance` },
      }));
      const skus = (list: readonly ProductBody[]): object[] => list.map(({ sku }) => ({ sku }));
      const [deleted, updated] = await Promise.all([
        sendAll('DELETE', skus(deletedOnly)),
        sendAll('PUT', updates),
      ]);
      expect(deleted).toMatchObject({ accepted: deletedOnly.length, succeeded: deletedOnly.length });
      expect(updated).toMatchObject({ accepted: updates.length, succeeded: updates.length });
      const [sample] = updatedFirst;
      expect(sample && (await client.readProduct(sample.sku, 'all'))?.['name']).toBe(
        `${String(sample?.['name'])}, last chance`,
      );

      const rest = await sendAll('DELETE', skus(updatedFirst));
      expect(rest).toMatchObject({ accepted: updatedFirst.length, succeeded: updatedFirst.length });
      for (const { sku } of products) expect(await client.readProduct(sku, 'all')).toBeUndefined();
    });
  });
});
