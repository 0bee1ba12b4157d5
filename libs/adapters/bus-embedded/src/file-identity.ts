import { statSync } from 'node:fs';

/**
 * Which file stands under a path, or null. As long as a connection holds the file open, the system gives its number
 * to no other, so equal identities mean the file that was opened.
 */
export function fileIdentity(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${String(found.dev)}:${String(found.ino)}`;
}
