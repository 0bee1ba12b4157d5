/** A record of a CSV file by column name. */
export type CsvRow = ReadonlyMap<string, string>;

/** One field and what ends it: quoted (a doubled quote stands for one) or bare. */
const FIELD = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;

/**
 * RFC 4180 text as records by the names of its first line; fields may hold quotes and line breaks. Lines with another
 * number of fields than the first one are dropped.
 */
export function parseCsv(text: string): CsvRow[] {
  const [names = [], ...records] = splitRecords(text);
  return records
    .filter((fields) => fields.length === names.length)
    .map((fields) => new Map(names.map((name, n) => [name, fields[n] ?? ''])));
}

function splitRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, field = '', end] of text.matchAll(FIELD)) {
    record.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
