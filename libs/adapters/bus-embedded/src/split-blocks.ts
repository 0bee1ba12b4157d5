import type { MeasuredMessage } from './record-codec';

/** A block larger than this would be read whole for its first message. */
const BLOCK_BYTES = 256 * 1024;

/** Cuts the messages of one partition into blocks of at most 256 KiB, or of one larger message. */
export function splitBlocks(
  messages: readonly MeasuredMessage[],
  limitBytes = BLOCK_BYTES,
): MeasuredMessage[][] {
  const blocks: MeasuredMessage[][] = [];
  let block: MeasuredMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (block.length > 0 && bytes + message.bytes > limitBytes) {
      blocks.push(block);
      block = [];
      bytes = 0;
    }
    block.push(message);
    bytes += message.bytes;
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}
