import type { OutgoingMessage } from '@sluice/ports';
import { measureMessage, packRecords, payloadBytes, unpackRecords } from './record-codec';
import { splitBlocks } from './split-blocks';

const HEADERS = JSON.parse('{"__proto__":"own","naïve":"😀","empty":""}') as Record<string, string>;
const MESSAGES: readonly OutgoingMessage[] = [
  { key: 'naïve 😀', value: '{"a":"日本"}', headers: HEADERS },
  { key: null, value: null, headers: {} },
  { key: '', value: Buffer.alloc(0), headers: {} },
  { key: 'bytes', value: Buffer.from([0, 255, 128]), headers: { a: 'b' } },
];

describe('records', () => {
  test('come out of a block as they went in', () => {
    const block = packRecords(MESSAGES.map(measureMessage));
    const expected = MESSAGES.map(({ key, value, headers }, index) => ({
      offset: 40 + index,
      key: key === null ? null : Buffer.from(key),
      value: typeof value === 'string' ? Buffer.from(value) : value,
      headers,
    }));
    expect(unpackRecords(block, 40)).toEqual(expected);
    expect(Object.keys(unpackRecords(block, 0)[0]?.headers ?? {})).toEqual(Object.keys(HEADERS));
  });

  test('count key, value and headers in bytes', () => {
    const message = measureMessage({ key: 'é', value: '日', headers: { a: 'b' } });
    expect(payloadBytes(message)).toBe(2 + 3 + '{"a":"b"}'.length);
  });

  test('are cut into blocks in order, a large one alone', () => {
    const sizes = [10, 10, 200, 10].map((length) =>
      measureMessage({ key: null, value: 'x'.repeat(length), headers: {} }),
    );
    const blocks = splitBlocks(sizes, 50).map((block) => block.map(({ valueBytes }) => valueBytes));
    expect(blocks).toEqual([[10, 10], [200], [10]]);
    expect(splitBlocks([])).toEqual([]);
  });
});
