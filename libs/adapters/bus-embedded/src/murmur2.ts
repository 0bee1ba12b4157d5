const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const SHIFT = 24;
const POSITIVE = 0x7fffffff;

const scramble = (word: number): number => {
  const k = Math.imul(word, M);
  return Math.imul(k ^ (k >>> SHIFT), M);
};

/** Java's murmur2 of a key's bytes (org.apache.kafka.common.utils.Utils.murmur2), a signed 32-bit integer. */
export function murmur2(data: Uint8Array): number {
  const { length } = data;
  const at = (index: number): number => data[index] ?? 0;
  let hash = SEED ^ length;
  let index = 0;
  for (; index + 4 <= length; index += 4) {
    const word = at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24);
    hash = Math.imul(hash, M) ^ scramble(word);
  }
  if (index < length) {
    hash = Math.imul(hash ^ at(index) ^ (at(index + 1) << 8) ^ (at(index + 2) << 16), M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/** The partition of a key, as Kafka's DefaultPartitioner chooses it. */
export const partitionOfKey = (key: Uint8Array, partitions: number): number =>
  (murmur2(key) & POSITIVE) % partitions;
