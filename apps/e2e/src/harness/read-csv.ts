/** Splits a CSV text (RFC 4180: quotes, doubled quotes, line ends inside quotes) into rows of fields. */
function splitCsv(text: string): string[][] {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) throw new Error(`not CSV at ${JSON.stringify(text.slice(field.lastIndex, 80))}`);
    const [, quoted, plain = '', end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** The rows of a CSV text with a header, each by column; empty fields are left out. */
export function readCsv(text: string): ReadonlyMap<string, string>[] {
  const [header = [], ...rows] = splitCsv(text);
  return rows.map((row) => {
    if (row.length !== header.length)
      throw new Error(`a row of ${String(row.length)} fields: ${row.join().slice(0, 80)}`);
    return new Map(
      header.map((name, index) => [name, row[index] ?? ''] as const).filter(([, value]) => value !== ''),
    );
  });
}
