import { silentLogger, type Clock, type MessageBatch } from '@sluice/ports';
import { createBulkQueries } from './bulk-queries';
import { createEventFold } from './fold-events';
import {
  batchOf,
  event,
  header,
  memoryBulks,
  openChunk,
  outcome,
  present,
  UUID,
} from './memory-bulks.fixture';

const settable = (start: number): Clock & { at: number } => {
  const clock = { at: start, now: () => clock.at, delay: () => Promise.resolve() };
  return clock;
};

function setUp(beforeWrite?: () => Promise<void>) {
  const clock = settable(10_000);
  const bulks = memoryBulks(beforeWrite);
  const foldAll = createEventFold({ bulks, bus: { epochOf: () => 1 }, clock, logger: silentLogger });
  const fold = (...batches: MessageBatch[]): Promise<void> => foldAll(batches);
  const rejects = { save: () => Promise.resolve(), read: () => Promise.resolve(new Map<number, never>()) };
  const queries = createBulkQueries({ bulks, rejects, clock });
  const status = async () => present(await queries.status(UUID));
  return { clock, bulks, fold, queries, status };
}

describe('the fold of outcome events', () => {
  it('spreads the outcomes of one bulk over its chunks', async () => {
    const { bulks, fold, status } = setUp();
    await bulks.insert([
      { header: header({ size: 1_002, chunkCount: 2 }), chunks: [openChunk(1_000), openChunk(2, 1)] },
    ]);
    await fold(
      batchOf([
        event([outcome(0, 'succeeded'), outcome(1_001, 'failed')]),
        event([outcome(999, 'unchanged')]),
      ]),
    );
    expect(await status()).toMatchObject({
      state: 'running',
      counts: { accepted: 1_002, open: 999, succeeded: 1, unchanged: 1, failed: 1 },
    });
  });

  it('reads again and folds again when another fold came in between', async () => {
    const raced: { run: (() => Promise<void>) | null } = { run: null };
    const { bulks, fold, status } = setUp(async () => {
      const { run } = raced;
      raced.run = null;
      await run?.();
    });
    await bulks.insert([{ header: header({ size: 2 }), chunks: [openChunk(2)] }]);
    raced.run = () => fold(batchOf([event([outcome(1, 'succeeded')])]));
    await fold(batchOf([event([outcome(0, 'failed')])]));
    expect(await status()).toMatchObject({ state: 'finished', counts: { open: 0, succeeded: 1, failed: 1 } });
  });

  it('passes over what it cannot read, and folds the rest', async () => {
    const { bulks, fold, status } = setUp();
    await bulks.insert([{ header: header({ size: 1 }), chunks: [openChunk(1)] }]);
    const batch = batchOf([event([outcome(0, 'succeeded')])]);
    const garbage = { offset: 9, key: null, value: Buffer.from('?'), headers: {} };
    await fold({ ...batch, messages: [garbage, ...batch.messages] });
    expect(await status()).toMatchObject({ state: 'finished' });
  });

  it('ignores operations that a stored bulk does not have', async () => {
    const { bulks, fold, status } = setUp();
    await bulks.insert([{ header: header({ size: 1 }), chunks: [openChunk(1)] }]);
    await fold(batchOf([event([outcome(5_000, 'succeeded')])]));
    expect(await status()).toMatchObject({ state: 'accepted', counts: { accepted: 1, open: 1 } });
  });
});

describe('an implicit bulk', () => {
  const foreign = { dialect: 'foreign' } as const;

  it('is opened by its first outcome and runs until it falls silent', async () => {
    const { clock, fold, status } = setUp();
    await fold(batchOf([event([outcome(0, 'succeeded'), outcome(2_500, 'failed')], foreign)]));
    expect(await status()).toMatchObject({
      state: 'running',
      header: { dialect: 'foreign', implicit: true },
      counts: { accepted: 2, open: 0, succeeded: 1, failed: 1 },
    });
    clock.at += 30_000;
    expect(await status()).toMatchObject({ state: 'finished', finishedAt: 10_000 });
    await fold(batchOf([event([outcome(1, 'unchanged')], foreign)]));
    expect(await status()).toMatchObject({ state: 'running', counts: { accepted: 3 } });
  });

  it('of a declared size has the unseen items open, and finishes with the last one', async () => {
    const { fold, status } = setUp();
    await fold(batchOf([event([outcome(0, 'succeeded')], { ...foreign, bulk_size: 2 })]));
    expect(await status()).toMatchObject({
      state: 'running',
      counts: { accepted: 2, open: 1, succeeded: 1 },
    });
    await fold(batchOf([event([outcome(1, 'succeeded')], { ...foreign, bulk_size: 2 })]));
    expect(await status()).toMatchObject({ state: 'finished', counts: { accepted: 2, open: 0 } });
  });

  it('is found among the unfinished ones while items are unseen, whichever chunk is folded', async () => {
    const { clock, fold, queries } = setUp();
    await fold(batchOf([event([outcome(1_500, 'succeeded')], { ...foreign, bulk_size: 2 })]));
    clock.at += 60_000;
    expect(await queries.list({ state: 'running', limit: 10 })).toHaveLength(1);
    await fold(batchOf([event([outcome(3, 'succeeded')], { ...foreign, bulk_size: 2 })]));
    expect(await queries.list({ state: 'running', limit: 10 })).toHaveLength(0);
    expect(await queries.list({ state: 'finished', limit: 10 })).toHaveLength(1);
  });

  it('counts an operation in parts as open until its last part', async () => {
    const { fold, status, queries, clock } = setUp();
    const part = (index: number) => outcome(0, 'succeeded', { part: { index, count: 2 } });
    const facts = { ...foreign, bulk_size: 2 };
    await fold(batchOf([event([part(1), outcome(1, 'succeeded')], facts)]));
    expect(await status()).toMatchObject({
      state: 'running',
      counts: { accepted: 2, open: 1, succeeded: 1 },
    });
    clock.at += 60_000;
    expect(await queries.list({ state: 'running', limit: 5 })).toHaveLength(1);
    await fold(batchOf([event([part(0), part(1)], facts)]));
    expect(await status()).toMatchObject({
      state: 'finished',
      counts: { accepted: 2, open: 0, succeeded: 2 },
    });
    clock.at += 60_000;
    expect(await queries.list({ state: 'running', limit: 5 })).toHaveLength(0);
    await fold(batchOf([event([part(0), part(1)], facts)]));
    expect(await status()).toMatchObject({ state: 'finished' });
  });

  it('is not woken by a replay', async () => {
    const { clock, fold, status } = setUp();
    const batch = batchOf([event([outcome(0, 'succeeded')], foreign)]);
    await fold(batch);
    clock.at += 30_000;
    await fold(batch);
    expect(await status()).toMatchObject({ state: 'finished' });
  });

  it('keeps its head right when the head conflicted after an item was written', async () => {
    const raced: { run: (() => Promise<void>) | null } = { run: null };
    const { clock, bulks, fold, status } = setUp(async () => {
      const { run } = raced;
      raced.run = null;
      await run?.();
    });
    await fold(batchOf([event([outcome(0, 'succeeded')], { ...foreign, bulk_size: 4 })]));
    raced.run = () => fold(batchOf([event([outcome(1, 'succeeded')], { ...foreign, bulk_size: 4 })]));
    await fold(
      batchOf([event([outcome(1_000, 'succeeded'), outcome(2_000, 'failed')], { ...foreign, bulk_size: 4 })]),
    );
    expect(await status()).toMatchObject({
      state: 'finished',
      counts: { accepted: 4, open: 0, succeeded: 3, failed: 1 },
    });
    clock.at += 60_000;
    expect(await bulks.list({ order: 'oldest', unfinishedAt: clock.at, limit: 5 })).toHaveLength(0);
  });
});
