const KILOBYTE = 1024;

/** Keys that have broken stores, paths and partitioners before. */
export const AWKWARD_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  '$where',
  '$set.a',
  'a.b.c',
  '.',
  'it\'s "quoted" `here`',
  'back\\slash/and spaces ',
  'naïve-straße-日本語',
  '😀🧵𝒦',
  '\u0000\u0001',
  'x'.repeat(KILOBYTE),
];

/** Hashes that Java's own clients test against (org.apache.kafka.common.utils.Utils.murmur2). */
export const JAVA_MURMUR2: readonly (readonly [key: string, hash: number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;
const mixed = (k: number): number => {
  const product = Math.imul(k, M);
  return Math.imul(product ^ (product >>> R), M);
};

/** Java's murmur2 over a key's UTF-8 bytes, as a signed 32-bit integer; the suite's own, to compare adapters with. */
export function murmur2(key: string): number {
  const data = Buffer.from(key, 'utf8');
  const whole = data.length - (data.length % 4);
  let h = SEED ^ data.length;
  for (let at = 0; at < whole; at += 4) h = Math.imul(h, M) ^ mixed(data.readInt32LE(at));
  const tail = data.subarray(whole);
  if (tail.length > 0) {
    tail.forEach((byte, index) => (h ^= byte << (8 * index)));
    h = Math.imul(h, M);
  }
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}

const POSITIVE = 0x7fffffff;

/** The partition a key belongs to. */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(key) & POSITIVE) % partitions;

/** A key of that partition. */
export function keyOf(partition: number, partitions: number): string {
  let n = 0;
  while (partitionOf(`key-${String(n)}`, partitions) !== partition) n += 1;
  return `key-${String(n)}`;
}
