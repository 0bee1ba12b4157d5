import type { OutgoingMessage } from '@sluice/ports';
import {
  MAX_OUTCOME_EVENT_BYTES,
  OUTCOME_VERSION,
  groupBy,
  operationHeaders,
  type Outcome,
  type OutcomeEvent,
} from '@sluice/schemas';

/** The facts of a bulk that travel along, in case nobody has stored it. An operation message has them all. */
export type BulkFacts = Omit<OutcomeEvent, 'v' | 'outcomes'>;

/** One outcome with the facts of its bulk. */
export interface Report {
  readonly bulk: BulkFacts;
  readonly outcome: Outcome;
}

/** Outcomes as JSON text, cut into runs that fit an event. */
function runs(outcomes: readonly Outcome[]): string[][] {
  const result: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const outcome of outcomes) {
    const text = JSON.stringify(outcome);
    const size = Buffer.byteLength(text) + 1;
    if (bytes + size > MAX_OUTCOME_EVENT_BYTES) {
      result.push([]);
      bytes = 0;
    }
    result.at(-1)?.push(text);
    bytes += size;
  }
  return result;
}

/** The beginning of an event, as open JSON text. */
const factsJson = ({ bulk_uuid, entity, dialect, description, accepted_at, bulk_size }: BulkFacts): string =>
  JSON.stringify({
    v: OUTCOME_VERSION,
    bulk_uuid,
    entity,
    dialect,
    description,
    accepted_at,
    bulk_size,
  }).slice(0, -1);

/** ONE event a bulk and batch, keyed by the bulk, split only where it would outgrow a message (mechanics 1). */
export function outcomeMessages(reports: readonly Report[]): OutgoingMessage[] {
  const byBulk = groupBy(reports, (report) => report.bulk.bulk_uuid);
  return [...byBulk].flatMap(([bulkUuid, group]) => {
    const facts = group[0] === undefined ? '{' : factsJson(group[0].bulk);
    return runs(group.map((report) => report.outcome)).map((run) => ({
      key: bulkUuid,
      value: `${facts},"outcomes":[${run.join(',')}]}`,
      headers: { [operationHeaders.bulkUuid]: bulkUuid },
    }));
  });
}
