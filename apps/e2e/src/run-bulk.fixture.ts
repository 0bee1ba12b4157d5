import type { BulkVerb, Client, Receipt } from './harness/client';
import type { BulkStatus } from './harness/conservation';

/** An item that makes or changes a product. */
export const product = (sku: string, fields: object = {}): object => ({
  product: { sku, name: sku, price: 10, ...fields },
});

/** A bulk that has been sent and followed to its end. */
export interface FinishedBulk {
  readonly receipt: Receipt;
  readonly status: BulkStatus;
}

/** Sends a bulk in a store scope ('' for none) and follows it to its end. */
export type RunBulk = (verb: BulkVerb, items: readonly unknown[], store?: string) => Promise<FinishedBulk>;

/** See `RunBulk`. */
export const createRunBulk =
  (client: Client): RunBulk =>
  async (verb, items, store = '') => {
    const receipt = await client.sendBulk(verb, items, store);
    return { receipt, status: await client.untilFinished(receipt.bulk_uuid) };
  };

/** The answer of Magento's status views. */
export interface MagentoStatus {
  readonly operations_list: readonly Readonly<Record<string, unknown>>[];
  readonly description: string;
  readonly [name: string]: unknown;
}

/** One of Magento's views of a bulk. */
export const magentoStatus = async (client: Client, uuid: string, view: string): Promise<MagentoStatus> =>
  (await client.send({ path: `/rest/V1/bulk/${uuid}/${view}` })).json as MagentoStatus;
