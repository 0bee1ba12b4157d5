import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AggregateWrite, EntityStore, StoredAggregate } from '@sluice/ports';
import { OPERATION_HASH_BYTES, type KeptOutcome, type Ledger } from '@sluice/schemas';

/** A collection nobody else uses. */
export const newCollection = (): string => `things_${randomUUID().replaceAll('-', '')}`;

/** A ledger that has seen nothing. */
export const EMPTY_LEDGER: Ledger = { epoch: 1, lanes: [], recent: new Uint8Array(0), last: null, kept: [] };

const kept = (offset: number, rest: Partial<KeptOutcome>): KeptOutcome => ({
  operation: 'ff00ff00ff00ff00',
  partition: 3,
  offset,
  state: 'failed',
  ...rest,
});

/** A ledger with everything a ledger may hold. */
export const FULL_LEDGER: Ledger = {
  epoch: 7,
  lanes: [
    { partition: 0, taken: 4_000_000_000, order: 12, failed: -1 },
    { partition: 3, taken: -1, order: -1, failed: -1 },
    { partition: 31, taken: 0, order: 0, failed: 9 },
  ],
  recent: Uint8Array.from({ length: 8 * OPERATION_HASH_BYTES }, (_, place) => (place * 37) % 256),
  last: { action: 'upsert', scope: 'all', hash: 'a'.repeat(64) },
  kept: [
    kept(17, {
      class: 'retriable',
      code: 'not_found',
      message: 'No such "entity" — \ud800 \u0000',
      rows_failed: 2,
    }),
    kept(18, { class: 'final', code: '$where', message: '' }),
    kept(19, { state: 'unchanged', result: '{"id":1,"__proto__":2}' }),
  ],
};

/** A write of an aggregate that is not there yet, unless said otherwise. */
export const aggregateWrite = (
  key: string,
  document: unknown,
  rest: Partial<AggregateWrite> = {},
): AggregateWrite => ({ key, expectedRevision: 0, id: null, document, ledger: EMPTY_LEDGER, ...rest });

/** The one aggregate under a key. */
export async function readOne(store: EntityStore, collection: string, key: string): Promise<StoredAggregate> {
  const found = (await store.read(collection, [key])).get(key);
  if (found === undefined) throw new Error(`nothing is stored under ${key}`);
  return found;
}

/** Deep equality that sees own `__proto__` properties, prototypes and the order of names. */
export function expectSameJson(actual: unknown, expected: unknown): void {
  expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
  expect(isDeepStrictEqual(actual, expected)).toBe(true);
}

/** `levels` objects inside each other. */
export function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}
