import { silentLogger, type MessageBatch, type TopicOffsets } from '@sluice/ports';
import { OUTCOMES_TOPIC } from '@sluice/schemas';
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
import { createSettlement } from './settlement';

const TOPIC = 'sluice.operations.products';

function setUp(facts: Parameters<typeof header>[0] = {}) {
  const state = {
    now: 0,
    epoch: 1,
    ends: { [TOPIC]: 0, [OUTCOMES_TOPIC]: 0 },
    committed: { [TOPIC]: 0, [OUTCOMES_TOPIC]: 0 },
  };
  const offsets = (from: Record<string, number>, topic: string): Promise<TopicOffsets> =>
    Promise.resolve({ epoch: topic === TOPIC ? state.epoch : 1, offsets: [from[topic] ?? 0] });
  const bus = {
    epochOf: (topic: string) => (topic === TOPIC ? state.epoch : 1),
    endOffsets: (topic: string) => offsets(state.ends, topic),
    committedOffsets: (topic: string) => offsets(state.committed, topic),
  };
  const clock = { now: () => state.now, delay: () => Promise.resolve() };
  const bulks = memoryBulks();
  const settlement = createSettlement({
    bulks,
    bus,
    clock,
    logger: silentLogger,
    topics: [{ topic: TOPIC, group: 'sluice.products' }],
  });
  const foldAll = createEventFold({ bulks, bus, clock, logger: silentLogger });
  const fold = (batch: MessageBatch): Promise<void> => foldAll([batch]);
  const insert = () =>
    bulks.insert([{ header: header({ size: 2, publishedAt: null, ...facts }), chunks: [openChunk(2)] }]);
  const chunk = async () => present((await bulks.readChunks([{ bulkUuid: UUID, index: 0 }]))[0]);
  const steps = async (count: number): Promise<void> => {
    for (let step = 0; step < count; step += 1) await settlement.step();
  };
  return { state, settlement, fold, insert, chunk, steps };
}

/** acceptedAt 1,000; publishUntil 31,000; due 60,000 later. */
const DUE = 91_001;

describe('settlement of what was never published', () => {
  it('leaves a bulk alone while a send of it may still be under way', async () => {
    const { state, insert, chunk, steps } = setUp();
    await insert();
    state.now = DUE - 2;
    await steps(5);
    expect((await chunk()).counts.open).toBe(2);
  });

  it('fails open items once consumers and fold have passed the ends noted before', async () => {
    const { state, insert, chunk, steps } = setUp();
    await insert();
    state.now = DUE;
    await steps(3);
    expect((await chunk()).counts).toMatchObject({ open: 0, failed: 2 });
    expect((await chunk()).errors[0]).toMatchObject({ code: 'never_published', class: 'retriable' });
    expect((await chunk()).finishedAt).toBe(DUE);
  });

  it('waits for the consumers, then for the fold', async () => {
    const { state, insert, chunk, steps } = setUp();
    await insert();
    state.now = DUE;
    state.ends[TOPIC] = 7;
    await steps(1);
    state.ends[TOPIC] = 9;
    await steps(3);
    expect((await chunk()).counts.open).toBe(2);
    state.committed[TOPIC] = 7;
    state.ends[OUTCOMES_TOPIC] = 3;
    await steps(3);
    expect((await chunk()).counts.open).toBe(2);
    state.committed[OUTCOMES_TOPIC] = 3;
    await steps(1);
    expect((await chunk()).counts.open).toBe(0);
  });

  it('is corrected by a real outcome that arrives after all', async () => {
    const { state, insert, chunk, steps, fold } = setUp();
    await insert();
    state.now = DUE;
    await steps(3);
    await fold(batchOf([event([outcome(0, 'succeeded')])]));
    expect((await chunk()).counts).toMatchObject({ succeeded: 1, failed: 1 });
  });

  it('says of a published bulk that its log was lost', async () => {
    const { state, insert, chunk, steps } = setUp({ publishedAt: 1_001 });
    await insert();
    state.now = DUE;
    await steps(3);
    expect((await chunk()).errors[0]).toMatchObject({ code: 'log_lost' });
  });

  it('does not wait for the clock where the log was created anew', async () => {
    const { state, insert, chunk, steps } = setUp({ publishedAt: 1_001 });
    await insert();
    state.now = 2_000;
    state.epoch = 2;
    await steps(3);
    expect((await chunk()).errors[0]).toMatchObject({ code: 'log_lost' });
  });

  it('starts over when the log changes while it watches', async () => {
    const { state, insert, chunk, steps } = setUp();
    await insert();
    state.now = DUE;
    state.ends[TOPIC] = 100;
    await steps(1);
    state.epoch = 2;
    state.ends[TOPIC] = 0;
    await steps(4);
    expect((await chunk()).counts.open).toBe(0);
  });

  it('never settles an implicit bulk: its publisher may still send', async () => {
    const { state, settlement, fold } = setUp();
    await fold(batchOf([event([outcome(0, 'succeeded')], { dialect: 'foreign', bulk_size: 5 })]));
    state.now = 10 * DUE;
    await expect(settlement.step()).resolves.toBeUndefined();
  });
});
