/**
 * A dead letter is the original message, byte for byte, with these headers added to its own: why it was refused and
 * where it came from, enough to publish it to its topic again (G5).
 */
export const deadLetterHeaders = {
  /** Why, in one sentence that names the field. */
  reason: 'dead_letter_reason',
  /** One of DeadLetterClass. */
  errorClass: 'dead_letter_class',
  originTopic: 'origin_topic',
  originPartition: 'origin_partition',
  originOffset: 'origin_offset',
  originEpoch: 'origin_epoch',
} as const;

/** The classes of refusal; the closed list that operators alert on. */
export type DeadLetterClass =
  | 'not_json'
  | 'invalid_message'
  | 'unknown_version'
  | 'unknown_entity'
  | 'unknown_action'
  | 'invalid_payload'
  | 'missing_key'
  | 'wrong_key'
  | 'missing_headers'
  | 'wrong_topic'
  | 'store_refused';
