import { murmur2, partitionOfKey } from './murmur2';

interface Kafkajs {
  readonly Partitioners: {
    readonly DefaultPartitioner: () => (request: {
      topic: string;
      partitionMetadata: readonly { partitionId: number; leader: number }[];
      message: { key: Buffer };
    }) => number;
  };
}

/** Of Java's own tests (org.apache.kafka.common.utils.UtilsTest). */
const JAVA_VECTORS: readonly (readonly [string, number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

const PARTITIONS = 7;
const AWKWARD = ['', 'é', '😀🧵', '日本語', '\u0000', '__proto__', 'x'.repeat(1024)];

describe('murmur2', () => {
  test.each(JAVA_VECTORS)('hashes %s as Java does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  test('chooses the partition that kafkajs chooses', () => {
    const choose = jest.requireActual<Kafkajs>('kafkajs').Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: PARTITIONS }, (_, id) => ({ partitionId: id, leader: 1 }));
    const keys = [
      ...AWKWARD,
      ...Array.from({ length: 500 }, (_, n) => `${'k'.repeat(n % 9)}${String(n * 31)}`),
    ];
    for (const key of keys.map((text) => Buffer.from(text))) {
      const message = { key };
      expect(partitionOfKey(key, PARTITIONS)).toBe(choose({ topic: 't', partitionMetadata, message }));
    }
  });
});
