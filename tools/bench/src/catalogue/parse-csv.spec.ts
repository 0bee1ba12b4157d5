import { parseCsv } from './parse-csv';

const rows = (text: string): Record<string, string>[] => parseCsv(text).map((row) => Object.fromEntries(row));

describe('parseCsv', () => {
  test('reads quotes, commas and line breaks inside fields', () => {
    expect(rows('a,b\n"1, ""one""","x\ny"\r\n2,\n')).toEqual([
      { a: '1, "one"', b: 'x\ny' },
      { a: '2', b: '' },
    ]);
  });

  test('needs no line break at the end and drops lines of another length', () => {
    expect(rows('a,b\n1,2,3\n4\n5,6')).toEqual([{ a: '5', b: '6' }]);
    expect(rows('')).toEqual([]);
  });
});
