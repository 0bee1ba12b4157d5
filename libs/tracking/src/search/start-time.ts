import type { SearchFilter } from '@sluice/schemas';

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$/;

/** `YYYY-MM-DD HH:MM:SS`, UTC (contract magento-bulk 3). */
export const startTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Milliseconds since 1970 of a time as a search names it: a day, or a second; null where it is none. */
export function parseTime(text: string): number | null {
  const [, day, time = '00:00'] = TIME.exec(text.trim()) ?? [];
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`);
  return Number.isNaN(ms) ? null : ms;
}

const normal = (text: string): string => {
  const ms = parseTime(text);
  return ms === null ? text : startTime(ms);
};

/** The filter with its times spelled as start_time is, so that texts can be compared. */
export function normalTime(filter: SearchFilter): SearchFilter {
  const { conditionType, value } = filter;
  if (conditionType === 'like' || conditionType === 'nlike') return filter;
  const isList = conditionType === 'in' || conditionType === 'nin';
  const texts = isList ? value.split(',').map((text) => text.trim()) : [value];
  return { ...filter, value: texts.map(normal).join(',') };
}

/** Acceptance of the bulks that fulfil the filter, in milliseconds, both ends included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const LATEST = Number.MAX_SAFE_INTEGER;
/** start_time has whole seconds: of one second all milliseconds are equal. */
const LAST_MS = 999;

/** The span that the filter on start_time stands for; null where it is none or its value is no time. */
export function timeSpan({ conditionType, value }: SearchFilter): TimeSpan | null {
  const at = parseTime(value);
  if (at === null) return null;
  switch (conditionType) {
    case 'eq':
      return { from: at, to: at + LAST_MS };
    case 'gt':
      return { from: at + LAST_MS + 1, to: LATEST };
    case 'gteq':
    case 'from':
    case 'moreq':
      return { from: at, to: LATEST };
    case 'lt':
      return { from: 0, to: at - 1 };
    case 'lteq':
    case 'to':
      return { from: 0, to: at + LAST_MS };
    default:
      return null;
  }
}
