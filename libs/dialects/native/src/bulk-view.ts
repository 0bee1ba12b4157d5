import type { BulkStatus, OperationView } from '@sluice/tracking';

/** A bulk as `/bulks` shows it. */
export interface BulkView {
  readonly bulk_uuid: string;
  readonly state: BulkStatus['state'];
  readonly dialect: string;
  readonly entity: string;
  /**
   * accepted = open + succeeded + unchanged + failed + canceled; rejected items were never accepted. rows_failed is
   * there where rows of list-type items were wrong, which are no items (contract magento-bulk 8, "Error rows").
   */
  readonly counts: Readonly<
    Record<'accepted' | 'open' | 'succeeded' | 'unchanged' | 'failed' | 'canceled' | 'rejected', number>
  > & { readonly rows_failed?: number };
  /** ISO 8601, UTC. */
  readonly accepted_at: string;
  readonly finished_at: string | null;
  /** Terminal items a second from accepted_at to finished_at, or to now; one decimal. */
  readonly items_per_s: number;
}

const wrongRows = (rowsFailed: number) => (rowsFailed === 0 ? {} : { rows_failed: rowsFailed });

/** The view of a bulk at this instant. Pure. */
export function bulkView({ header, state, counts, finishedAt }: BulkStatus, nowMs: number): BulkView {
  const { accepted, open, succeeded, unchanged, failed, canceled, rejected, rowsFailed } = counts;
  return {
    bulk_uuid: header.bulkUuid,
    state,
    dialect: header.dialect,
    entity: header.entity,
    counts: { accepted, open, succeeded, unchanged, failed, canceled, rejected, ...wrongRows(rowsFailed) },
    accepted_at: new Date(header.acceptedAt).toISOString(),
    finished_at: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    items_per_s: itemsPerSecond(accepted - open, (finishedAt ?? nowMs) - header.acceptedAt),
  };
}

/** A bulk that finished within the clock's millisecond (or before it, on a clock set back) took one millisecond. */
function itemsPerSecond(terminal: number, elapsedMs: number): number {
  return Math.round((terminal * 10_000) / Math.max(1, elapsedMs)) / 10;
}

/** An operation as `/bulks/{uuid}/operations` shows it: exactly these fields, rows_failed where there are some. */
export function operationItem({ id, key, state, attempt, rowsFailed, error }: OperationView) {
  const shown = error === null ? null : { class: error.class, code: error.code, message: error.message };
  return { id, key, state, attempt, ...wrongRows(rowsFailed), error: shown };
}
