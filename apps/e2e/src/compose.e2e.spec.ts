import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumers } from '@sluice/schemas';
import { parse } from 'yaml';
import { PROJECT_ROOT } from './harness/project';

/** The parts of the compose file that the apps have a say in. */
interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly restart?: string;
}

const text = readFileSync(join(PROJECT_ROOT, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Readonly<Record<string, Service>> };
const apps = Object.entries(services).filter(([, service]) => service.command !== undefined);

/** `${NAME:?why}` is a value the operator must give. */
const given = (value: string | number): string =>
  String(value).replace(/\$\{[A-Z_]+:\?[^}]*\}/g, 'x'.repeat(64));

const environmentOf = ({ environment = {} }: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, given(value)]));

/** What the app itself says of its settings, started as compose starts it. */
function printedConfig(service: Service): Map<string, string> {
  const [program = '', script = ''] = service.command ?? [];
  expect(program).toBe('node');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(PROJECT_ROOT, script), '--print-config'],
    {
      env: environmentOf(service),
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.trim().split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

describe('docker-compose.yml', () => {
  it('has a service for every app that is not the standalone or a test', () => {
    const names = apps.map(([name]) => name);
    expect(names).toEqual(['gateway', 'status', ...consumers.map((consumer) => `consumer-${consumer}`)]);
    for (const name of names) expect(existsSync(join(PROJECT_ROOT, 'apps', name, 'src/main.ts'))).toBe(true);
  });

  it.each(apps)('%s knows every variable it is given, and accepts its value', (_name, service) => {
    const printed = printedConfig(service);
    for (const name of Object.keys(service.environment ?? {})) expect([...printed.keys()]).toContain(name);
  });

  it.each(apps)('%s is probed at the port it listens on', (_name, service) => {
    const printed = printedConfig(service);
    const port = printed.get('PORT') ?? printed.get('SLUICE_PROBE_PORT');
    expect(service.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${String(port)}/readyz`);
    for (const mapping of service.ports ?? []) expect(mapping.split(':').at(-1)).toBe(port);
  });

  it.each(apps)(
    '%s listens beyond its container, waits for healthy servers, and is started again',
    (_name, service) => {
      expect(environmentOf(service).SLUICE_HOST).toBe('0.0.0.0');
      expect(service.restart).toBe('unless-stopped');
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(condition).toBe('service_healthy');
        expect(services[needed]?.healthcheck).toBeDefined();
      }
      expect(Object.keys(service.depends_on ?? {})).toEqual(['kafka', 'mongodb']);
    },
  );

  it('publishes the gateway alone', () => {
    const published = Object.entries(services).filter(([, service]) => (service.ports ?? []).length > 0);
    expect(published.map(([name]) => name)).toEqual(['gateway']);
  });
});
