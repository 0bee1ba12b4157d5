/** The counts of `GET /bulks/{uuid}`. */
export interface Counts {
  readonly accepted: number;
  readonly open: number;
  readonly succeeded: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly canceled: number;
  readonly rejected: number;
}

/** `GET /bulks/{uuid}`. */
export interface BulkStatus {
  readonly bulk_uuid: string;
  readonly state: 'accepted' | 'running' | 'finished';
  readonly dialect: string;
  readonly entity: string;
  /** With the wrong rows of its list-type items, where there are any. */
  readonly counts: Counts & { readonly rows_failed?: number };
  readonly accepted_at: string;
  readonly finished_at: string | null;
  readonly items_per_s: number;
}

const TERMINAL = ['succeeded', 'unchanged', 'failed', 'canceled'] as const;

const terminalOf = (counts: Counts): number => TERMINAL.reduce((sum, name) => sum + counts[name], 0);

/** What a read alone must satisfy (G3). */
function singleRead({ state, counts, finished_at }: BulkStatus): string[] {
  const { accepted, open } = counts;
  const terminal = terminalOf(counts);
  return [
    ...(accepted === open + terminal ? [] : ['accepted is not open + terminal']),
    ...(Object.values(counts).every((count) => Number.isSafeInteger(count) && count >= 0)
      ? []
      : ['a count below 0']),
    ...(open > 0 && state === 'finished' ? ['finished with open items'] : []),
    ...((state === 'finished') === (finished_at !== null) ? [] : ['finished_at does not fit the state']),
    ...(state === 'accepted' && terminal > 0 ? ['accepted with terminal items'] : []),
  ];
}

/**
 * What must hold from one read to the next: nothing accepted disappears, nothing terminal opens again. A failure that
 * the settlement declared may still become what truly happened (the one exception of G3), so `failed` alone may fall.
 */
function laterRead(before: BulkStatus, now: BulkStatus): string[] {
  const fell = (['succeeded', 'unchanged', 'canceled', 'rejected'] as const).filter(
    (name) => now.counts[name] < before.counts[name],
  );
  return [
    ...fell.map((name) => `${name} fell`),
    ...(terminalOf(now.counts) < terminalOf(before.counts) ? ['terminal items fell'] : []),
    ...(now.counts.accepted < before.counts.accepted ? ['accepted fell'] : []),
  ];
}

/** Throws where a read breaks conservation, alone or after an earlier read of the same bulk. */
export function assertConserved(now: BulkStatus, before?: BulkStatus): void {
  const broken = [...singleRead(now), ...(before === undefined ? [] : laterRead(before, now))];
  if (broken.length === 0) return;
  const reads = [...(before === undefined ? [] : [before]), now].map((read) => JSON.stringify(read));
  throw new Error(`G3 broken: ${broken.join(', ')}\n${reads.join('\n')}`);
}
