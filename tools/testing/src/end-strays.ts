import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The variable that marks every process of one test run, also those that left their process group. */
export const RUN_MARK = 'TEST_RUN_ID';

/**
 * Kills what a stage left running and returns the command lines. Known by the mark in their environment, where
 * there is a /proc to read it from; elsewhere the process groups must do.
 */
export function endStrays(runId: string): string[] {
  return processIds()
    .filter((pid) => pid !== process.pid && hasMark(pid, runId))
    .flatMap((pid) => {
      const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
      return kill(pid) ? [`${pid} ${command}`] : [];
    });
}

function processIds(): number[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

const hasMark = (pid: number, runId: string): boolean =>
  read(pid, 'environ').split('\0').includes(`${RUN_MARK}=${runId}`);

/** Empty for processes of others and for those that are gone by now. */
function read(pid: number, file: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
