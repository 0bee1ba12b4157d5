import type { BulkStatus } from '@sluice/tracking';
import type { JsonObject } from '../json';

/** `YYYY-MM-DD HH:MM:SS`, UTC. */
const startTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** The name of the call; of a foreign publisher's bulk that has none the topic its items came by. */
export const callName = ({ header }: BulkStatus): string =>
  header.description === '' ? header.topic : header.description;

/** Rejected items count (contract magento-bulk 8); of an implicit bulk what was seen of it. */
const operationCount = ({ header, counts }: BulkStatus): number =>
  header.implicit ? counts.accepted + counts.rejected : header.size;

/** What follows `operations_list` in both status answers, in that order (contract magento-bulk 3). */
export const envelopeOf = (status: BulkStatus): JsonObject => ({
  user_type: status.header.userType,
  bulk_id: status.header.bulkUuid,
  description: `Topic ${callName(status)}`,
  start_time: startTime(status.header.acceptedAt),
  user_id: status.header.userId,
  operation_count: operationCount(status),
});
