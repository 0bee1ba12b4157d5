import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that is removed after each test of the file that asks for it. */
export function useTempDirectory(): () => string {
  let directory: string | null = null;
  afterEach(() => {
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
    directory = null;
  });
  return () => (directory ??= mkdtempSync(join(tmpdir(), 'sluice-bus-')));
}
