import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PortError } from '@sluice/ports';

const KEY_BYTES = 32;
const KEY_TEXT = /^[0-9a-f]{64}$/;

/**
 * The key of that name, kept in `<dataDir>/keys/<name>` as 64 hex digits that only its owner can read; made at the
 * first call. Processes that ask at the same moment get the same key. Rejects with `misconfigured` where the file
 * holds something else: a new key would silently change every hash.
 */
export async function loadOrCreateKey(dataDir: string, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new PortError('misconfigured', `${JSON.stringify(name)} is no name of a key`);
  }
  const folder = join(dataDir, 'keys');
  const path = join(folder, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readKey(path)) ?? (await createKey(folder, path));
}

async function readKey(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) {
      return null;
    }
    throw error;
  });
  if (text === null) {
    return null;
  }
  const key = text.trim();
  if (!KEY_TEXT.test(key)) {
    throw new PortError(
      'misconfigured',
      `${path} does not hold a key (64 hex digits); restore it from a backup`,
    );
  }
  return key;
}

/** A hard link appears whole or not at all, and only for the first: nobody can read half a key. */
async function createKey(folder: string, path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  await writeDurably(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) {
      throw error;
    }
  } finally {
    await unlink(draft);
  }
  await syncFolder(folder);
  const key = await readKey(path);
  if (key === null) {
    throw new PortError('misconfigured', `${path} vanished while it was made`);
  }
  return key;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
