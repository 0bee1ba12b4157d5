import { createHash } from 'node:crypto';
import type { DeliveredMessage, StoredAggregate } from '@sluice/ports';
import {
  BUILT_IN_STORES,
  entityRegistry,
  findAction,
  operationMessage,
  type Position,
} from '@sluice/schemas';
import { foldKey, type Fold, type FoldContext } from './fold-key';
import { productModel } from './models/product';
import type { DeliveredOperation } from './parse-operation';
import { supplies } from './supplies.fixture';

export const BULK = '0b0e7d3c-0000-4000-8000-000000000001';

export interface OperationSpec {
  readonly id: number;
  readonly offset: number;
  readonly action?: 'upsert' | 'delete';
  readonly payload?: Record<string, unknown>;
  readonly scope?: string;
  readonly attempt?: number;
  readonly hash?: string;
  readonly epoch?: number;
  readonly bulk?: string;
  readonly firstPosition?: Position;
}

/** An operation as it would come out of the log, on the key `a-1` in partition 0. */
export function operation(spec: OperationSpec): DeliveredOperation {
  const { id, offset, action = 'upsert', attempt = 1, epoch = 1, bulk = BULK } = spec;
  const payload = { sku: 'A-1', ...spec.payload };
  const message = operationMessage.parse({
    v: 1,
    bulk_uuid: bulk,
    operation_id: id,
    attempt,
    entity: 'product',
    action,
    key: 'a-1',
    payload,
    data_hash:
      spec.hash ??
      createHash('sha256')
        .update(JSON.stringify([action, payload]))
        .digest('hex'),
    ...(spec.scope === undefined ? {} : { scope: spec.scope }),
    ...(spec.firstPosition === undefined ? {} : { first_position: spec.firstPosition }),
  });
  const entity = entityRegistry.get('product');
  const actionSpec = findAction('product', action);
  if (entity === undefined || actionSpec === undefined) throw new Error('no product in the registry');
  const source: DeliveredMessage = {
    offset,
    key: Buffer.from('a-1'),
    value: Buffer.from(JSON.stringify(message)),
    headers: {},
  };
  const position = { epoch, partition: 0, offset };
  return { message, entity, action: actionSpec, position, firstOffset: 0, ordinal: offset, source };
}

/** A fold with sensible surroundings: of a delivery that begins with the first operation, unless told otherwise. */
export function fold(
  stored: StoredAggregate | undefined,
  operations: readonly DeliveredOperation[],
  { firstOffset = operations[0]?.position.offset ?? 0, ...context }: Surroundings = {},
): Fold {
  const delivered = operations.map((one) => ({ ...one, firstOffset }));
  return foldKey(stored, delivered, {
    model: productModel,
    stores: BUILT_IN_STORES,
    now: 0,
    newId: 7,
    suppliesOf: () => supplies(),
    ...context,
  });
}

type Surroundings = Partial<FoldContext> & { readonly firstOffset?: number };

/** What a store would hold after the fold's write. */
export function written(stored: StoredAggregate | undefined, { write }: Fold): StoredAggregate | undefined {
  if (write === null) return stored;
  const { expectedRevision, ...aggregate } = write;
  return { ...aggregate, revision: expectedRevision + 1 };
}

export const states = ({ outcomes }: Fold): string[] =>
  outcomes.map((outcome) => outcome.code ?? outcome.state);
