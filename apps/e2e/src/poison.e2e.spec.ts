import { randomUUID } from 'node:crypto';
import { DEAD_LETTERS_TOPIC } from '@sluice/schemas';
import { POISONS, foreignMessage, nested } from './foreign.fixture';
import type { ForeignMessage, LoggedMessage, OperationsLog } from './harness/operations-log';
import { until } from './harness/poll';
import { OPERATIONS, openLog, untilConsumed } from './topic-access.fixture';
import { describeTopologies } from './topologies.fixture';
import { useInstance } from './use-instance.fixture';

const MB = 1_000_000;

describeTopologies('messages of other programs', ({ name, start }) => {
  let log: OperationsLog;
  /** Opened first, looked at last: without a size it waits 30 s for silence. */
  const sizeless = randomUUID();
  const { client } = useInstance(start, async (instance) => {
    log = await openLog(instance);
    const message = (id: number) => foreignMessage({ bulkUuid: sizeless, id, sku: `Sizeless-${String(id)}` });
    await log.publish(OPERATIONS, [message(0), message(1)]);
    return () => log.close();
  });

  const known = (uuid: string) =>
    until(() => client.status(uuid), { what: `bulk ${uuid} opened`, timeoutMs: 30_000 });
  const deadLetterOf = (
    letters: readonly LoggedMessage[],
    message: ForeignMessage,
  ): LoggedMessage | undefined =>
    letters.find(
      ({ key, value, headers }) =>
        key === message.key && value === message.value && headers['e2e'] === message.headers['e2e'],
    );

  it('an unknown bulk_uuid opens an implicit bulk, and its operations are applied', async () => {
    const bulkUuid = randomUUID();
    const size = { bulk_size: 3 };
    await log.publish(
      OPERATIONS,
      [0, 1].map((id) => foreignMessage({ bulkUuid, id, sku: `Implicit-${String(id)}`, value: size })),
    );
    const opened = await until(
      async () => {
        const status = await client.status(bulkUuid);
        return status?.counts.succeeded === 2 ? status : undefined;
      },
      { what: 'two of three', timeoutMs: 30_000 },
    );
    expect(opened).toMatchObject({
      state: 'running',
      dialect: 'foreign',
      entity: 'product',
      counts: { accepted: 3, open: 1 },
    });
    expect(await client.readProduct('implicit-1')).toMatchObject({
      sku: 'Implicit-1',
      name: 'foreign Implicit-1',
    });
    await log.publish(OPERATIONS, [
      foreignMessage({
        bulkUuid,
        id: 2,
        sku: 'implicit-0',
        value: { ...size, action: 'delete', payload: { sku: 'implicit-0' } },
      }),
    ]);
    expect((await client.untilFinished(bulkUuid)).counts).toMatchObject({ accepted: 3, succeeded: 3 });
    expect(await client.readProduct('Implicit-0')).toBeUndefined();
    expect((await client.send({ path: `/rest/V1/bulk/${bulkUuid}/status` })).json).toMatchObject({
      operation_count: 3,
    });
  });

  it('poison goes to the dead letters with reason and origin, its owner is told, its neighbours pass', async () => {
    const bulkUuid = randomUUID();
    const owned = POISONS.filter(({ reported }) => reported).length;
    const size = { bulk_size: owned + POISONS.length };
    const poisons = POISONS.map(({ spoil, name: tag }, id) => {
      const message = foreignMessage({
        bulkUuid,
        id,
        sku: `poison-${String(id)}`,
        ...spoil,
        value: { ...size, ...spoil.value },
      });
      return { ...message, headers: { ...message.headers, e2e: tag } };
    });
    const neighbours = POISONS.map((_, index) =>
      foreignMessage({
        bulkUuid,
        id: POISONS.length + index,
        sku: `neighbour-${String(index)}`,
        value: size,
      }),
    );
    const unreported = POISONS.length - owned;
    await log.publish(
      OPERATIONS,
      poisons.flatMap((poison, index) => [poison, ...neighbours.slice(index, index + 1)]),
    );

    const { counts } = await client.untilFinished(bulkUuid);
    expect(counts).toMatchObject({
      accepted: owned + neighbours.length,
      succeeded: neighbours.length,
      failed: owned,
    });
    expect(unreported).toBeGreaterThan(0);
    const failed = new Map(
      (await client.operations(bulkUuid, 'failed')).map((item) => [item.id, item.error]),
    );
    await untilConsumed(log);
    const letters = await log.readAll(DEAD_LETTERS_TOPIC);
    POISONS.forEach(({ errorClass, reported }, id) => {
      const letter = poisons[id] && deadLetterOf(letters, poisons[id]);
      expect(letter?.headers).toMatchObject({
        dead_letter_class: errorClass,
        dead_letter_reason: expect.stringMatching(/\w/),
        origin_topic: OPERATIONS,
        origin_partition: expect.stringMatching(/^\d+$/),
        origin_offset: expect.stringMatching(/^\d+$/),
        origin_epoch: expect.stringMatching(/^\d+$/),
      });
      if (reported) expect(failed.get(id)).toMatchObject({ class: 'final', code: errorClass });
    });
    const origins = await log.readAll(OPERATIONS);
    for (const { headers, value } of letters) {
      const origin = origins.find(
        ({ partition, offset }) =>
          `${String(partition)}/${String(offset)}` ===
          `${String(headers['origin_partition'])}/${String(headers['origin_offset'])}`,
      );
      expect(origin?.value).toBe(value);
    }
  });

  it('a field of 1 MB is no poison', async () => {
    const bulkUuid = randomUUID();
    const value = { bulk_size: 1, payload: { sku: 'megabyte', name: 'm'.repeat(MB) } };
    await log.publish(OPERATIONS, [foreignMessage({ bulkUuid, id: 0, sku: 'megabyte', value })]);
    expect((await client.untilFinished(bulkUuid)).counts).toMatchObject({ succeeded: 1 });
    expect((await client.readProduct('megabyte'))?.['name']).toHaveLength(MB);
  });

  it('a document nested 250 deep ends alone: applied where the store takes it, else a dead letter', async () => {
    const bulkUuid = randomUUID();
    const deep = { payload: { sku: 'deep', name: 'deep', attributes: nested(250) } };
    const messages = Array.from({ length: 20 }, (_, id) =>
      foreignMessage({
        bulkUuid,
        id,
        sku: id === 10 ? 'deep' : `beside-deep-${String(id)}`,
        value: { bulk_size: 20, ...(id === 10 ? deep : {}) },
      }),
    );
    await log.publish(OPERATIONS, messages);
    const { counts } = await client.untilFinished(bulkUuid);
    const refused = name === 'distributed' ? 1 : 0;
    expect(counts).toMatchObject({ accepted: 20, succeeded: 20 - refused, failed: refused });
    if (refused === 0) return;
    await untilConsumed(log);
    const letter = (await log.readAll(DEAD_LETTERS_TOPIC)).find(({ key }) => key === 'deep');
    expect(letter?.headers).toMatchObject({ dead_letter_class: 'store_refused', origin_topic: OPERATIONS });
  });

  it('nothing lags behind, and Sluice is as alive as before', async () => {
    const receipt = await client.sendBulk('POST', [{ product: { sku: 'after-poison', name: 'fine' } }]);
    expect((await client.untilFinished(receipt.bulk_uuid)).counts).toMatchObject({ succeeded: 1 });
    await untilConsumed(log);
  });

  it('an implicit bulk of unknown size is running until it falls silent', async () => {
    const status = await known(sizeless);
    expect(status.counts).toMatchObject({ accepted: 2, succeeded: 2 });
    const { counts, state } = await client.untilFinished(sizeless, 45_000);
    expect([state, counts.accepted, counts.succeeded]).toEqual(['finished', 2, 2]);
  });
});
