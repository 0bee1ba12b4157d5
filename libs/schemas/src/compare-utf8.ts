/**
 * Orders texts by the bytes of their UTF-8 form, as every store does; JavaScript's own order is that of UTF-16 and
 * puts U+FFFD behind an emoji.
 */
export const compareUtf8 = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));
