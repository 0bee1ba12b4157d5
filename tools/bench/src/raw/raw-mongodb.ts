import { mongo } from 'mongoose';
import type { ProductItem } from '../catalogue/magento-product';
import type { RawStore } from './raw-store';

type RawDocument = ProductItem['product'] & { readonly _id: string };

/** One unordered bulk write of upserts by `_id` a body, journalled: as durable as the MongoDB adapter. */
export async function openRawMongodb(uri: string): Promise<RawStore> {
  const client = await new mongo.MongoClient(uri).connect();
  const products = client.db().collection<RawDocument>('raw_products');
  return {
    upsert: async (items) => {
      const writes = items.map(({ product }) => ({
        replaceOne: { filter: { _id: product.sku }, replacement: product, upsert: true },
      }));
      await products.bulkWrite(writes, { ordered: false, writeConcern: { w: 1, journal: true } });
    },
    close: () => client.close(),
  };
}
