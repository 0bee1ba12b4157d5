import { entityRegistry } from '@sluice/schemas';
import type { RouteRow } from '@sluice/route-mapping';

/** A row of the table with what only this dialect needs. */
export interface MagentoRow extends RouteRow {
  readonly verb: 'POST' | 'PUT' | 'DELETE';
  /** Class and method that the success text names. */
  readonly implementation: string;
  /**
   * Where a path's value goes that is no argument itself: parameter to argument and the property inside it. Both win
   * over what the body says (contract magento-bulk 1, "Single async").
   */
  readonly pathInto?: Readonly<Record<string, readonly [argument: string, property: string]>>;
  /**
   * What the synchronous form answers: the entity as it is read back, or the operation's own result (an id, `true`,
   * error rows; `[]` where there is none).
   */
  readonly answer: 'entity' | 'result';
  /** On a row that everybody may call: a field that only who may write its entities anyway may send. */
  readonly guarded?: GuardedField;
}

/** A field of the payload, and the ACL name that a caller is told who may not send it (contract magento-bulk 1). */
export interface GuardedField {
  readonly field: string;
  readonly acl: string;
}

/** The topic name of a row, which names the call towards clients (contract magento-bulk 4). */
export const topicName = (row: Pick<MagentoRow, 'service' | 'verb'>): string =>
  `async.magento.${row.service}.${row.verb.toLowerCase()}`;

/** The ACL name of the rows that everybody may call (contract magento-bulk 7). */
export const ANONYMOUS = 'anonymous';

/** The scope a caller of the row needs (contract magento-bulk 8, "Scopes"). */
export function scopeOf(row: Pick<MagentoRow, 'acl' | 'entity'>): string {
  return row.acl === ANONYMOUS ? ANONYMOUS : writeScopeOf(row);
}

/** The scope of writing the row's entity. */
export function writeScopeOf(row: Pick<MagentoRow, 'entity'>): string {
  const consumer = entityRegistry.get(row.entity)?.consumer;
  if (consumer === undefined) throw new Error(`No entity ${row.entity} in the registry`);
  return `magento:${consumer}:write`;
}
