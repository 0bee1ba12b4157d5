const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;

/** The index of the quote that ends the string whose first byte is at `from`, or the end of the bytes. */
function endOfString(bytes: Uint8Array, from: number): number {
  let index = from;
  for (; index < bytes.length && bytes[index] !== QUOTE; index += 1) {
    if (bytes[index] === BACKSLASH) index += 1;
  }
  return index;
}

/**
 * Whether JSON text nests lists and objects deeper than `limit`. One pass over the bytes, without recursion, before
 * anything parses them: stores refuse deep documents and JSON.stringify overflows on them (mechanics 4). Says nothing
 * about whether the text is JSON at all.
 */
export function isDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) index = endOfString(bytes, index + 1);
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
  }
  return false;
}
