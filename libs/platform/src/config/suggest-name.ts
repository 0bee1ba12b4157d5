/** The known name that a mistyped one most likely stands for, or undefined where none is near. */
export function suggestName(mistyped: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, distance: editDistance(mistyped, name) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(2, mistyped.length / 4) ? best.name : undefined;
}

/** Levenshtein distance, one row of its table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    row = nextRow(row, { char: a.charAt(i), index: i, other: b });
  }
  return row.at(-1) ?? 0;
}

function nextRow(row: readonly number[], step: { char: string; index: number; other: string }): number[] {
  const next = [step.index + 1];
  for (let j = 0; j < step.other.length; j++) {
    const replaced = (row[j] ?? 0) + (step.char === step.other[j] ? 0 : 1);
    next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
  }
  return next;
}
