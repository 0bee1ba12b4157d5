import type { StoredAggregate } from '@sluice/ports';
import fc from 'fast-check';
import type { DeliveredOperation } from './parse-operation';
import { fold, operation, written } from './operations.fixture';

/** What a client may ask of one product; few values, so that repetitions and unchanged items are common. */
const request = fc.record({
  action: fc.constantFrom('upsert' as const, 'upsert' as const, 'delete' as const),
  name: fc.constantFrom('one', 'two', 'three'),
  scope: fc.constantFrom(undefined, 'all', 'french'),
});

/** How far a consumer gets before it dies, and how many messages its next batch has. */
const delivery = fc.record({ size: fc.integer({ min: 1, max: 6 }), dies: fc.boolean() });

function toOperation(
  asked: { action: 'upsert' | 'delete'; name: string; scope: string | undefined },
  offset: number,
) {
  return operation({
    id: offset,
    offset,
    action: asked.action,
    payload: asked.action === 'delete' ? {} : { name: asked.name },
    ...(asked.scope === undefined ? {} : { scope: asked.scope }),
  });
}

const documentOf = (stored: StoredAggregate | undefined): unknown => stored?.document ?? null;

/** The truth: every operation alone, in order, no crash. */
function sequential(operations: readonly DeliveredOperation[]) {
  let stored: StoredAggregate | undefined;
  const outcomes = new Map<number, string>();
  for (const one of operations) {
    const result = fold(stored, [one]);
    outcomes.set(one.message.operation_id, result.outcomes[0]?.state ?? '');
    stored = written(stored, result);
  }
  return { document: documentOf(stored), outcomes };
}

/** A consumer that dies between write and report as told, and is given the log again from what was committed. */
function withCrashes(
  operations: readonly DeliveredOperation[],
  deliveries: readonly { size: number; dies: boolean }[],
) {
  let stored: StoredAggregate | undefined;
  let committed = 0;
  const outcomes = new Map<number, string>();
  const plan = [...deliveries];
  while (committed < operations.length) {
    const { size, dies } = plan.shift() ?? { size: operations.length, dies: false };
    const batch = operations.slice(committed, committed + size);
    const result = fold(stored, batch, { firstOffset: committed });
    stored = written(stored, result);
    if (dies) continue;
    for (const outcome of result.outcomes) outcomes.set(outcome.operation_id, outcome.state);
    committed += batch.length;
  }
  return { document: documentOf(stored), outcomes };
}

describe('delivery at least once has one effect (G2, G4)', () => {
  it('whatever the batch borders and wherever the consumer dies', () => {
    fc.assert(
      fc.property(
        fc.array(request, { minLength: 1, maxLength: 14 }),
        fc.array(delivery, { maxLength: 10 }),
        (requests, deliveries) => {
          const operations = requests.map(toOperation);
          expect(withCrashes(operations, deliveries)).toEqual(sequential(operations));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('and a group reset to offset 0 changes nothing', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 8 }), (requests) => {
        const operations = requests.map(toOperation);
        const stored = written(undefined, fold(undefined, operations));
        const replay = fold(stored, operations, { firstOffset: 0 });
        expect(documentOf(written(stored, replay))).toEqual(documentOf(stored));
      }),
    );
  });
});
