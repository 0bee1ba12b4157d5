import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appConfig, loadConfig } from '@sluice/platform';
import { DOOR_SETTINGS, doorSettings } from './door-settings';

describe('doorSettings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-door-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const settings = (env: Record<string, string> = {}) =>
    doorSettings(loadConfig(appConfig(DOOR_SETTINGS), { SLUICE_DATA_DIR: folder, ...env }));

  it('refuses an address that others reach where nobody decided who may call', async () => {
    await expect(settings({ SLUICE_HOST: '0.0.0.0' })).rejects.toMatchObject({
      name: 'ConfigError',
      lines: [expect.stringMatching(/^SLUICE_AUTH: is not set, .*SLUICE_AUTH=token/)],
    });
  });

  it('warns of an address that is open to everybody on purpose', async () => {
    const open = await settings({ SLUICE_HOST: '0.0.0.0', SLUICE_AUTH: 'open' });
    expect(open).toMatchObject({ auth: 'open', authWarning: expect.stringContaining('NOBODY IS ASKED') });
    const guarded = await settings({ SLUICE_HOST: '0.0.0.0', SLUICE_AUTH: 'token' });
    expect(guarded).toMatchObject({ auth: 'token', authWarning: null });
  });

  it('is open on this machine, with keys of its own that are kept', async () => {
    const { auth, authWarning, pepper, hashKey } = await settings();
    expect({ auth, authWarning }).toEqual({ auth: 'open', authWarning: null });
    expect(pepper).not.toBe(hashKey);
    expect((await readFile(join(folder, 'keys/token-pepper'), 'utf8')).trim()).toBe(pepper);
    expect((await settings()).pepper).toBe(pepper);
  });

  it('prefers the pepper it is given', async () => {
    const pepper = 'p'.repeat(32);
    expect((await settings({ SLUICE_TOKEN_PEPPER: pepper })).pepper).toBe(pepper);
  });

  it('has limits with defaults, each of which can be set', async () => {
    expect(await settings()).toMatchObject({
      maxBulkItems: 1_000_000,
      maxNestedItems: 5_000,
      maxDepth: 64,
      requestsPerMinute: 0,
      itemsPerMinute: 0,
      maxLagS: 900,
      magentoCompat: '2.4',
    });
    const set = await settings({
      SLUICE_MAX_BULK_ITEMS: '1',
      SLUICE_MAX_NESTED_ITEMS: '2',
      SLUICE_MAX_DEPTH: '150',
      SLUICE_REQUESTS_PER_MINUTE: '3',
      SLUICE_ITEMS_PER_MINUTE: '4',
      SLUICE_MAX_LAG_S: '0',
      SLUICE_MAGENTO_COMPAT: '2.3',
    });
    expect(set).toMatchObject({
      maxBulkItems: 1,
      maxNestedItems: 2,
      maxDepth: 150,
      requestsPerMinute: 3,
      itemsPerMinute: 4,
      maxLagS: 0,
      magentoCompat: '2.3',
    });
  });

  it.each([
    ['SLUICE_MAX_BULK_ITEMS', '0'],
    ['SLUICE_MAX_NESTED_ITEMS', 'many'],
    ['SLUICE_MAX_DEPTH', '151'],
    ['SLUICE_REQUESTS_PER_MINUTE', '-1'],
    ['SLUICE_ITEMS_PER_MINUTE', '1e3'],
    ['SLUICE_MAX_LAG_S', '15m'],
    ['SLUICE_MAGENTO_COMPAT', '2.5'],
  ])('refuses %s=%s', async (name, value) => {
    const load = async () => settings({ [name]: value });
    await expect(load()).rejects.toMatchObject({
      name: 'ConfigError',
      lines: [expect.stringMatching(new RegExp(`^${name}: `))],
    });
  });
});
