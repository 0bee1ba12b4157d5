import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appEnvironment, appNames, listApps } from './app-list';
import { logPrefixes } from './log-prefix';

describe('the apps of start:distributed', () => {
  const root = mkdtempSync(join(tmpdir(), 'sluice-apps-'));
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('are gateway, status and every consumer', () => {
    const folders = ['e2e', 'consumer-prices', 'standalone', 'status', 'gateway', 'consumer-content'];
    expect(appNames(folders)).toEqual(['gateway', 'status', 'consumer-content', 'consumer-prices']);
  });

  it('must be built, and those that are not are named', () => {
    for (const name of ['gateway', 'status', 'consumer-products'])
      mkdirSync(join(root, 'apps', name, 'dist'), { recursive: true });
    writeFileSync(join(root, 'apps', 'status', 'dist', 'main.js'), '');
    expect(() => listApps(root)).toThrow('gateway, consumer-products not built: run npm run build');
  });

  it('get a free probe port unless one is set; the gateway has its public one', () => {
    expect(appEnvironment('status', { PORT: '1' })).toEqual({ PORT: '1', SLUICE_PROBE_PORT: '0' });
    expect(appEnvironment('status', { SLUICE_PROBE_PORT: '9' })).toEqual({ SLUICE_PROBE_PORT: '9' });
    expect(appEnvironment('gateway', { PORT: '1' })).toEqual({ PORT: '1' });
  });
});

describe('logPrefixes', () => {
  it('align, and are coloured only on a terminal', () => {
    expect(logPrefixes(['status', 'gateway'], false)('status', 'x')).toBe('status  | x');
    expect(logPrefixes(['status', 'gateway'], true)('gateway', 'x')).toBe('\u001b[32mgateway |\u001b[0m x');
  });
});
