import { readdirSync, readFileSync } from 'node:fs';

/**
 * True while `pid` runs and its command line holds `marker`. A pid alone proves nothing: after a reboot or
 * a day it may belong to another program, and that one must never be signalled. A zombie counts as gone.
 */
export const runsWith = (pid: number, marker: string): boolean => commandLine(pid)?.includes(marker) ?? false;

/**
 * True until nothing is left of the process, its ports included. While a killed process is taken apart, its
 * command line is empty already and its sockets are still open: it can neither be signalled nor replaced.
 */
export function isThere(pid: number, marker: string): boolean {
  const line = commandLine(pid);
  return line !== undefined && (line === '' || line.includes(marker)) && hasLiveThread(pid);
}

/** Sends a signal unless the process is gone or is somebody else's. */
export function signalIfOurs(pid: number, marker: string, signal: NodeJS.Signals): void {
  if (!runsWith(pid, marker)) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}

/** A process whose first thread has ended still holds its sockets as long as another thread lives. */
function hasLiveThread(pid: number): boolean {
  const tasks = `/proc/${String(pid)}/task`;
  try {
    return readdirSync(tasks).some((task) => !hasEnded(`${tasks}/${task}/stat`));
  } catch {
    return false;
  }
}

function hasEnded(statFile: string): boolean {
  try {
    // The name in the parentheses may hold any character; the state follows the last one.
    return /\) [ZX] [^)]*$/.test(readFileSync(statFile, 'utf8'));
  } catch {
    return true;
  }
}
