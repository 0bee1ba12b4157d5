import { JAVA_MURMUR2, keyOf, murmur2, partitionOf } from './message-bus-keys';

describe('the suite own murmur2', () => {
  test.each(JAVA_MURMUR2)('hashes %s as Java does', (key, hash) => {
    expect(murmur2(key)).toBe(hash);
  });

  test('finds a key for every partition', () => {
    expect([0, 1, 2, 3].map((partition) => partitionOf(keyOf(partition, 4), 4))).toEqual([0, 1, 2, 3]);
  });
});
