import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileChange, ReadProjectFile } from './plan-entity';

/** Reads the files of the project in that folder. */
export const projectReader =
  (root: string): ReadProjectFile =>
  (path) => {
    const file = join(root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };

/** Writes the changes, making folders where they are missing. */
export function writeChanges(root: string, changes: readonly FileChange[]): void {
  for (const { path, content } of changes) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
