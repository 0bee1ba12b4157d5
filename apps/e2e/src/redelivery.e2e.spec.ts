import type { BulkStatus } from './harness/conservation';
import { checkHistory } from './harness/check-history';
import { LOAD_STORE, skusOfLoad, startLoad } from './harness/load';
import type { OperationsLog } from './harness/operations-log';
import { until } from './harness/poll';
import { createPrng } from './harness/prng';
import {
  OPERATIONS,
  loseOperations,
  openLog,
  resetGroups,
  untilConsumed,
  whileStopped,
} from './topic-access.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const SEED = 61;
/** Few operations a key: an aggregate knows the last 8 again. */
const KEYS = 400;
const ENV = { SLUICE_PUBLISH_WINDOW_MS: '2000', SLUICE_SETTLE_AFTER_MS: '2000' };

describeTopologies('the log', ({ start }) => {
  let log: OperationsLog;
  let keys: readonly string[];
  const { client, current } = useInstance(
    () => start(ENV),
    async (instance, sender) => {
      // An aggregate remembers its operations; what never was one has nowhere to remember a refused deletion.
      const first = skusOfLoad({ keys: KEYS }).map((sku) => ({ product: { sku, name: 'first' } }));
      await sender.untilFinished((await sender.sendBulk('POST', first, LOAD_STORE)).bulk_uuid);
      const { history, stop } = startLoad({
        client: sender,
        prng: createPrng(SEED),
        keys: KEYS,
        maxItems: 60,
      });
      await history.untilAcknowledged(60);
      await stop();
      await checkHistory({ client: sender, history });
      keys = [...new Set(history.requests.flatMap(({ items }) => items.map(({ key }) => key)))];
      log = await openLog(instance);
      await untilConsumed(log);
      return () => log.close();
    },
  );

  /** Everything a client can see: every bulk with its operations, every product. */
  const seen = async (): Promise<unknown> => {
    const bulks = (await client.bulks()).map(({ items_per_s: _rate, ...bulk }: BulkStatus) => bulk);
    const operations = await Promise.all(bulks.map(({ bulk_uuid: uuid }) => client.operations(uuid)));
    const products = [];
    for (const key of keys) products.push(await client.readProduct(key, LOAD_STORE));
    return { bulks, operations, products };
  };

  it('every message sent twice changes nothing', async () => {
    const before = await seen();
    const messages = await log.readAll(OPERATIONS);
    expect(messages.length).toBeGreaterThan(200);
    await log.publish(
      OPERATIONS,
      messages.map(({ key, value, headers }) => ({ key, value, headers })),
    );
    await untilConsumed(log);
    expect(await seen()).toEqual(before);
  });

  it('groups set back to the beginning change nothing', async () => {
    const before = await seen();
    await resetGroups(current());
    await untilConsumed(log);
    expect(await seen()).toEqual(before);
  });

  it('a topic that was lost and made anew: new operations are applied, what was open ends as lost', async () => {
    const instance = current();
    await log.close();
    const items = Array.from({ length: 300 }, (_, index) => ({
      product: { sku: `lost-${String(index)}`, name: 'lost' },
    }));
    let lost = '';
    if (instance.topology === 'distributed') {
      await whileStopped(instance, async () => {
        lost = (await client.sendBulk('POST', items)).bulk_uuid;
        await loseOperations(instance);
      });
    } else {
      lost = (await client.sendBulk('POST', items)).bulk_uuid;
      await instance.kill('standalone');
      await loseOperations(instance);
      await instance.start('standalone');
    }
    // A gateway that has not heard of the new log yet answers 503: whatever it accepts must be applied.
    const receipt = await until(
      () => client.sendBulk('POST', [{ product: { sku: 'after-loss', name: 'new' } }]).catch(() => undefined),
      { what: 'accepting again', timeoutMs: 30_000, everyMs: 250 },
    );
    expect((await client.untilFinished(receipt.bulk_uuid)).counts).toMatchObject({ succeeded: 1, failed: 0 });
    expect(await client.readProduct('after-loss')).toMatchObject({ name: 'new' });

    const { counts } = await client.untilFinished(lost);
    expect(counts.succeeded + counts.failed).toBe(items.length);
    for (const { error } of await client.operations(lost, 'failed'))
      expect(error).toMatchObject({ code: 'log_lost' });
    if (instance.topology === 'distributed') expect(counts.failed).toBe(items.length);

    const again = await client.sendBulk('POST', items);
    expect((await client.untilFinished(again.bulk_uuid)).counts).toMatchObject({ failed: 0, open: 0 });
    expect(await client.readProduct('lost-299')).toMatchObject({ name: 'lost' });
    log = await openLog(instance);
  });
});
