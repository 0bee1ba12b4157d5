import { BATCH_OVERHEAD, recordBytes } from './record-bytes';

/** What kafkajs really writes for these messages as one record batch. */
async function encodedBytes(message: Parameters<typeof recordBytes>[0]): Promise<number> {
  const [{ RecordBatch }, Record] = [
    jest.requireActual<{ RecordBatch: (batch: object) => Promise<{ buffer: Buffer }> }>(
      'kafkajs/src/protocol/recordBatch/v0',
    ),
    jest.requireActual<(record: object) => object>('kafkajs/src/protocol/recordBatch/record/v0'),
  ];
  const batch = await RecordBatch({
    maxTimestamp: Date.now(),
    records: [Record({ ...message, timestampDelta: 9 })],
  });
  return batch.buffer.length;
}

describe('the bytes a message takes in a record batch', () => {
  test.each([
    ['empty', { key: null, value: null, headers: {} }],
    ['4-byte UTF-8', { key: '😀'.repeat(300), value: '𝒦'.repeat(5_000), headers: { '😀': '😀' } }],
    [
      'many headers',
      {
        key: 'k',
        value: 'v',
        headers: Object.fromEntries([...Array(200).keys()].map((n) => [`h${n}`, `${n}`])),
      },
    ],
    ['a buffer', { key: 'k', value: Buffer.alloc(70_000), headers: {} }],
  ])('%s: never counted too small, and hardly too large', async (_, message) => {
    const real = await encodedBytes(message);
    const counted = recordBytes(message) + BATCH_OVERHEAD;
    expect(counted).toBeGreaterThanOrEqual(real);
    expect(counted - real).toBeLessThan(64 + 10 * Object.keys(message.headers).length);
  });
});
