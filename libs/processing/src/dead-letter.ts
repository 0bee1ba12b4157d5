import type { OutgoingMessage } from '@sluice/ports';
import { deadLetterHeaders, type DeadLetterClass, type Position } from '@sluice/schemas';
import type { DeliveredMessage } from '@sluice/ports';

/** What makes a message a dead letter. */
export interface DeadLetter {
  readonly source: DeliveredMessage;
  readonly topic: string;
  readonly position: Position;
  readonly errorClass: DeadLetterClass;
  readonly reason: string;
}

/** Header values are cut: the reason may quote what a stranger sent. */
const MAX_REASON_CHARS = 1000;

/** The original message, byte for byte, with why and whence in its headers (G5). */
export function deadLetterMessage({
  source,
  topic,
  position,
  errorClass,
  reason,
}: DeadLetter): OutgoingMessage {
  return {
    key: source.key?.toString('utf8') ?? null,
    value: source.value,
    headers: {
      ...source.headers,
      [deadLetterHeaders.reason]: reason.slice(0, MAX_REASON_CHARS),
      [deadLetterHeaders.errorClass]: errorClass,
      [deadLetterHeaders.originTopic]: topic,
      [deadLetterHeaders.originPartition]: String(position.partition),
      [deadLetterHeaders.originOffset]: String(position.offset),
      [deadLetterHeaders.originEpoch]: String(position.epoch),
    },
  };
}
