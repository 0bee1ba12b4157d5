import type { TopicOffsets } from '@sluice/ports';

/** Where the log ended at an instant. */
interface Mark {
  readonly at: number;
  readonly ends: readonly number[];
}

/** What is remembered of a topic's log: marks in order of time, none of which the group has passed. */
export interface LagSamples {
  readonly epoch: number;
  readonly marks: readonly Mark[];
}

/** One look at a log: its ends were read no later than `at` (milliseconds since 1970). */
export interface LagReading {
  readonly at: number;
  readonly ends: TopicOffsets;
  readonly committed: TopicOffsets;
}

/** Nothing has been looked at yet. */
export const NO_SAMPLES: LagSamples = { epoch: 0, marks: [] };

/** Marks kept at most: a quarter of an hour at one a second, before they are thinned out. */
const MAX_MARKS = 1024;

const isPassed = (ends: readonly number[], committed: readonly number[]): boolean =>
  ends.every((end, partition) => (committed[partition] ?? 0) >= end);

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((end, partition) => other[partition] === end);

/** A log that became shorter lost messages: marks beyond its end would never be passed. */
const continues = ({ epoch, marks }: LagSamples, ends: TopicOffsets): boolean =>
  epoch === ends.epoch &&
  (marks.at(-1)?.ends ?? []).every((end, partition) => (ends.offsets[partition] ?? 0) >= end);

/** Half of the marks; the oldest stays, and the newest, from which the next one is told apart. */
const thinned = (marks: readonly Mark[]): readonly Mark[] =>
  marks.filter((_, index) => index % 2 === 0 || index === marks.length - 1);

/**
 * The samples after one more look. A mark that the committed position has passed is forgotten; an end that did not
 * move adds none. Another epoch starts anew; a look that saw two epochs says nothing. Pure.
 */
export function addReading(samples: LagSamples, reading: LagReading, maxMarks = MAX_MARKS): LagSamples {
  const { at, ends, committed } = reading;
  if (ends.epoch !== committed.epoch) return samples;
  const known = continues(samples, ends) ? samples.marks : [];
  const last = known.at(-1);
  const all =
    last !== undefined && isSame(last.ends, ends.offsets) ? known : [...known, { at, ends: ends.offsets }];
  // Ends only grow, so what is passed is always the beginning.
  const first = all.findIndex((mark) => !isPassed(mark.ends, committed.offsets));
  const open = first === -1 ? [] : all.slice(first);
  return { epoch: ends.epoch, marks: open.length > maxMarks ? thinned(open) : open };
}

/**
 * How long the oldest message that the group has not committed has been in the log at least, in milliseconds; 0 where
 * there is none. Too low by no more than the time between the marks.
 */
export const lagAgeMs = ({ marks }: LagSamples, now: number): number =>
  marks[0] === undefined ? 0 : Math.max(0, now - marks[0].at);
