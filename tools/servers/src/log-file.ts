import { closeSync, openSync, readSync, statSync } from 'node:fs';

const LARGEST_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 3_000;

/** Opens a daemon's log for appending; one that has grown over 10 MiB is begun anew. */
export function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(path, size > LARGEST_BYTES ? 'w' : 'a');
}

/** The last 3 kB of a log, for an error message. */
export function tailOf(path: string): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return '(its log is empty)';
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8').trim();
  } finally {
    closeSync(file);
  }
}
