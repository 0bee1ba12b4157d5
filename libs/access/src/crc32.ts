const POLYNOMIAL = 0xed_b8_83_20;

const entry = (byte: number): number => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? POLYNOMIAL ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
};

const TABLE = Array.from({ length: 256 }, (_, byte) => entry(byte));

/** CRC-32 (IEEE 802.3, as in zip and png) of ASCII text; node's own came after the oldest version we run on. */
export function crc32(text: string): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of Buffer.from(text, 'latin1')) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}
