const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** A duration like `90s`, `15m`, `12h` or `30d` in milliseconds; null for anything else, also for none at all. */
export function parseDuration(text: string): number | null {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const unitMs = UNITS_MS.get(unit ?? '');
  if (digits === undefined || unitMs === undefined) return null;
  return Number(digits) > 0 ? Number(digits) * unitMs : null;
}
