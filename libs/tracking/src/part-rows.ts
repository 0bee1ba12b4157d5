import { MAX_JOINED_RESULT_BYTES, type PartProgress } from '@sluice/schemas';

/** Rows that parts answered, in order of part, and where they had to be cut. */
export type PartRows = Pick<PartProgress, 'rows' | 'cutAt'>;

/** The rows of a result that is a JSON list, as JSON texts; null where it is none. */
export function rowsOf(result: string): readonly string[] | null {
  try {
    const parsed: unknown = JSON.parse(result);
    return Array.isArray(parsed) ? parsed.map((row) => JSON.stringify(row)) : null;
  } catch {
    return null;
  }
}

/** The joined list as JSON text. */
export const joinRows = ({ rows }: PartRows): string => `[${rows.flatMap(([, texts]) => texts).join(',')}]`;

/** The longest beginning of all rows that fits; a row that does not fit ends the list, or the order would matter. */
function cut(rows: PartRows['rows'], cutAt: number | null): PartRows {
  let room = MAX_JOINED_RESULT_BYTES - 2;
  const kept: (readonly [number, readonly string[]])[] = [];
  for (const [part, texts] of rows) {
    const fitting: string[] = [];
    for (const text of texts) {
      const bytes = Buffer.byteLength(text) + 1;
      if (bytes > room) return { rows: [...kept, [part, fitting]], cutAt: part };
      room -= bytes;
      fitting.push(text);
    }
    kept.push([part, fitting]);
  }
  return { rows: kept, cutAt };
}

/**
 * The rows after one more part. What was cut away once would be cut away of the whole as well, because what stands
 * before it only grows: so any order of the parts leaves the same rows.
 */
export function addRows(before: PartRows, part: number, texts: readonly string[]): PartRows {
  if (before.cutAt !== null && part > before.cutAt) return before;
  const place = before.rows.findIndex(([other]) => other > part);
  const at = place < 0 ? before.rows.length : place;
  const { rows, cutAt } = cut(before.rows.toSpliced(at, 0, [part, texts]), before.cutAt);
  return { rows, cutAt };
}
