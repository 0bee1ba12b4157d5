import { readFileSync, writeFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick is. */
const US_PER_TICK = 10_000;
const USER_TICKS_FIELD = 13;
const SYSTEM_TICKS_FIELD = 14;
/** What /proc/PID/clear_refs takes to forget the peak of the resident set. */
const RESET_PEAK = '5';

/** What a set of processes has used. */
export interface Usage {
  /** User and system time of all of them, in microseconds; null where the system does not tell. */
  readonly cpuUs: number | null;
  /** Peak resident set of the largest one, in MB (2^20 bytes); null where the system does not tell. */
  readonly rssMb: number | null;
}

/** CPU time so far of the processes, and the peak since `resetPeaks`. */
export function readUsage(pids: readonly number[]): Usage {
  return {
    cpuUs: combine(pids.map(cpuUsOf), (all) => all.reduce((sum, us) => sum + us, 0)),
    rssMb: combine(pids.map(peakMbOf), (all) => Math.max(...all)),
  };
}

/** Lets the peaks start anew from what is resident now; where that is not allowed they stay those of the process' life. */
export function resetPeaks(pids: readonly number[]): void {
  for (const pid of pids) attempt(() => writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK));
}

/** `before` taken from `after`. */
export const cpuBetween = (before: Usage, after: Usage): number | null =>
  before.cpuUs === null || after.cpuUs === null ? null : after.cpuUs - before.cpuUs;

function combine(values: readonly (number | null)[], how: (all: number[]) => number): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? how(known) : null;
}

function cpuUsOf(pid: number): number | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // The second field is the command in brackets and may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [USER_TICKS_FIELD, SYSTEM_TICKS_FIELD].map((field) => Number(fields[field - 2]));
  return ticks.reduce((sum, count) => sum + count, 0) * US_PER_TICK;
}

function peakMbOf(pid: number): number | null {
  const status = attempt(() => readFileSync(`/proc/${pid}/status`, 'utf8'));
  const kib = status === null ? undefined : /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) / 1024;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
