/** The item counts of a bulk as `GET /bulks/{uuid}` tells them. */
export interface Counts {
  readonly accepted: number;
  readonly open: number;
  readonly succeeded: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly canceled: number;
  readonly rejected: number;
}

/** A bulk at one moment, as a person sees it. */
export interface Progress {
  /** What stands in front of the bar, such as `bulk 2/4`. */
  readonly label: string;
  readonly counts: Counts;
  /** Since the bulk was sent, in milliseconds. */
  readonly elapsedMs: number;
}

/** The states an accepted or rejected item can end in, in the order they are told. */
const END_STATES = ['succeeded', 'unchanged', 'failed', 'canceled', 'rejected'] as const;

const FULL = '█';
const EMPTY = '░';
const WIDEST_BAR = 40;
const NARROWEST_BAR = 10;
/** Room for the label, the numbers and the states beside the bar. */
const BESIDE_BAR = 60;

/** Items of the bulk that will not change any more. */
export const finishedItems = ({ accepted, open, rejected }: Counts): number => accepted - open + rejected;

/** All items of the bulk. */
export const allItems = ({ accepted, rejected }: Counts): number => accepted + rejected;

/** The non-zero end states in words: `312 succeeded, 4 unchanged`; empty while there are none. */
export const describeStates = (counts: Counts): string =>
  END_STATES.filter((state) => counts[state] > 0)
    .map((state) => `${formatNumber(counts[state])} ${state}`)
    .join(', ');

/** The counts of several bulks together. */
export const addCounts = (all: readonly Counts[]): Counts => ({
  accepted: total(all, 'accepted'),
  open: total(all, 'open'),
  succeeded: total(all, 'succeeded'),
  unchanged: total(all, 'unchanged'),
  failed: total(all, 'failed'),
  canceled: total(all, 'canceled'),
  rejected: total(all, 'rejected'),
});

const total = (all: readonly Counts[], name: keyof Counts): number =>
  all.reduce((sum, counts) => sum + counts[name], 0);

/** A number with its thousands apart, the same on every machine. */
export const formatNumber = (value: number): string => Math.round(value).toLocaleString('en-US');

/** The line with a bar that a terminal of so many columns shows; never longer than the terminal is wide. */
export function renderBar(progress: Progress, columns: number): string {
  const { label, counts, elapsedMs } = progress;
  const [finished, all] = [finishedItems(counts), allItems(counts)];
  const width = Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, columns - BESIDE_BAR));
  const share = all === 0 ? 1 : finished / all;
  // Rounded down, so that a full bar means that nothing is open.
  const filled = Math.floor(share * width);
  const bar = FULL.repeat(filled) + EMPTY.repeat(width - filled);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const line = `${label} ${bar}${percent} ${formatNumber(finished)}/${formatNumber(all)} ${seconds(elapsedMs)}`;
  return withStates(line, counts).slice(0, columns);
}

/** The same without a bar, for a log file. */
export function renderLine({ label, counts, elapsedMs }: Progress): string {
  const numbers = `${formatNumber(finishedItems(counts))} of ${formatNumber(allItems(counts))} items`;
  return withStates(`${label}: ${numbers} after ${seconds(elapsedMs)}`, counts);
}

/** The last line: how much, how long, how fast, and what became of the items. */
export function renderSummary(counts: Counts, elapsedMs: number): string {
  const all = allItems(counts);
  const perSecond = (all * 1000) / Math.max(1, elapsedMs);
  const speed = `${seconds(elapsedMs)} (${formatNumber(perSecond)} items/s)`;
  return withStates(`${formatNumber(all)} items in ${speed}`, counts);
}

function withStates(line: string, counts: Counts): string {
  const states = describeStates(counts);
  return states === '' ? line : `${line}: ${states}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
