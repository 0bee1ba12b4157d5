import { splitByBytes } from './split-by-bytes';

const MIB = 1024 * 1024;
const sizes = (items: readonly number[]): number[][] => splitByBytes(items, (size) => size);

describe('splitByBytes', () => {
  it('makes no batch of nothing', () => {
    expect(sizes([])).toEqual([]);
  });

  it('fills batches up to 16 MiB and keeps the order', () => {
    const items = [10 * MIB, 6 * MIB, 1, 15 * MIB, MIB];
    expect(sizes(items)).toEqual([[10 * MIB, 6 * MIB], [1, 15 * MIB], [MIB]]);
  });

  it('leaves an item above the bound alone', () => {
    expect(sizes([1, 20 * MIB, 1])).toEqual([[1], [20 * MIB], [1]]);
  });

  it('holds at most a thousand', () => {
    expect(sizes(Array.from({ length: 2500 }, () => 1)).map((batch) => batch.length)).toEqual([
      1000, 1000, 500,
    ]);
  });
});
