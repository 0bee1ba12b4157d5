/** The bytes of a stored blob, as an array of its own. */
export const toBytes = (blob: Uint8Array): Uint8Array => new Uint8Array(blob);

/** The bytes as the driver takes them, without a copy. */
export const toBlob = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
