/**
 * Outlives the process that started it by as long as it takes to end what that process left behind.
 *
 * Plain JavaScript beside the sources, so that it runs under tests too, where nothing is compiled.
 * It reads `+PID MARKER` lines from a pipe whose other end only the owner holds. When the owner is
 * gone, in whatever way, SIGKILL included, the pipe ends: every process that was named and whose
 * command line still holds its marker is ended, then the folder given is removed. The line `release`
 * before the end means that the owner has cleaned up itself.
 *
 * Usage: node guard.cjs GRACE_MS [FOLDER_TO_REMOVE]
 */
const { readFileSync, rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

const graceMs = Number(process.argv[2] ?? 0);
const folder = process.argv[3];
const watched = new Map();
const state = { released: false };

function holdsMarker(pid, marker) {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(marker);
  } catch {
    return false;
  }
}

const survivors = () => [...watched].filter(([pid, marker]) => holdsMarker(pid, marker));

function signalSurvivors(signal) {
  for (const [pid] of survivors()) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal: nothing is left to do.
    }
  }
}

async function untilGone(deadline) {
  while (survivors().length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function endAll() {
  if (graceMs > 0) {
    signalSurvivors('SIGTERM');
    await untilGone(Date.now() + graceMs);
  }
  signalSurvivors('SIGKILL');
  await untilGone(Date.now() + 10_000);
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line === 'release') state.released = true;
  const [, pid, marker] = /^\+(\d+) (.+)$/.exec(line) ?? [];
  if (pid && marker) watched.set(Number(pid), marker);
});
lines.on('close', () => {
  if (!state.released) void endAll();
});
