import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateKey } from './load-or-create-key';

describe('loadOrCreateKey', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes a key once, for its owner alone, and leaves nothing else behind', async () => {
    const key = await loadOrCreateKey(join(folder, 'data'), 'hash');
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await loadOrCreateKey(join(folder, 'data'), 'hash')).toBe(key);
    expect((await stat(join(folder, 'data/keys/hash'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data/keys'))).toEqual(['hash']);
  });

  it('gives the same key to all who ask at the same moment', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKey(folder, 'hash')));
    expect(new Set(keys).size).toBe(1);
    expect((await readFile(join(folder, 'keys/hash'), 'utf8')).trim()).toBe(keys[0]);
  });

  it('gives other names other keys', async () => {
    expect(await loadOrCreateKey(folder, 'hash')).not.toBe(await loadOrCreateKey(folder, 'seal'));
  });

  it('refuses a damaged key instead of replacing it', async () => {
    await loadOrCreateKey(folder, 'hash');
    await writeFile(join(folder, 'keys/hash'), 'abc');
    await expect(loadOrCreateKey(folder, 'hash')).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it.each(['../hash', '', 'a/b', 'A'])('refuses the name %j', async (name) => {
    await expect(loadOrCreateKey(folder, name)).rejects.toMatchObject({ code: 'misconfigured' });
  });
});
