import { appConfig } from './app-config';
import { ConfigError, loadConfig, type Environment } from './load-config';
import { SETTINGS, type SettingName } from './settings';

const everything = appConfig(Object.keys(SETTINGS) as SettingName[]);
const SERVERS = { KAFKA_BROKERS: 'a:9092', MONGODB_URI: 'mongodb://h:27017/sluice' };

function linesOf(env: Environment): readonly string[] {
  try {
    loadConfig(everything, env);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.lines;
    }
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('gives every setting its default', () => {
    expect(loadConfig(everything, SERVERS)).toMatchObject({
      PORT: 8080,
      SLUICE_HOST: '127.0.0.1',
      SLUICE_DATA_DIR: './data',
      KAFKA_BROKERS: ['a:9092'],
      MONGODB_URI: 'mongodb://h:27017/sluice',
      SLUICE_PROBE_PORT: 8081,
      SLUICE_MAX_BODY_BYTES: 33_554_432,
      SLUICE_MAX_ITEM_BYTES: 1_048_576,
      SLUICE_MAX_INFLIGHT_BYTES: 100_663_296,
      SLUICE_LOG_LEVEL: 'info',
      SLUICE_PARTITIONS: 4,
      SLUICE_REQUEST_TIMEOUT_MS: 10_000,
    });
  });

  it('infers the types of the settings an app picked', () => {
    const config = loadConfig(appConfig(['PORT', 'KAFKA_BROKERS', 'SLUICE_HASH_KEY']), {
      KAFKA_BROKERS: 'a:1, b:2',
    });
    const typed: { PORT: number; KAFKA_BROKERS: string[]; SLUICE_HASH_KEY?: string | undefined } = config;
    expect(typed).toEqual({ PORT: 8080, KAFKA_BROKERS: ['a:1', 'b:2'] });
  });

  it('takes an empty value for unset', () => {
    const config = loadConfig(appConfig(['PORT', 'SLUICE_HASH_KEY']), { PORT: '', SLUICE_HASH_KEY: '' });
    expect(config).toEqual({ PORT: 8080 });
  });

  it('takes port 0 for a free one', () => {
    expect(loadConfig(appConfig(['PORT']), { PORT: '0' }).PORT).toBe(0);
  });

  it('reports every mistake at once, one line each', () => {
    const lines = linesOf({
      PORT: 'http',
      SLUICE_PARTITIONS: '0',
      KAFKA_BROKERS: 'nowhere',
      SLUICE_PROT: '1',
    });
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'KAFKA_BROKERS',
      'MONGODB_URI',
      'SLUICE_PARTITIONS',
      'SLUICE_PROT',
    ]);
    expect(lines[0]).toBe(
      'PORT: "http" is not valid; expected a whole number from 0 to 65535 (0: a free port)',
    );
    expect(lines[2]).toMatch(/^MONGODB_URI: is not set; expected mongodb:/);
  });

  it.each<[SettingName, string]>([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['PORT', '80.5'],
    ['SLUICE_HOST', 'a b'],
    ['SLUICE_AUTH', 'off'],
    ['SLUICE_AUTH', 'Token'],
    ['SLUICE_TOKEN_PEPPER', 'p'.repeat(31)],
    ['SLUICE_DATA_DIR', 'a\0b'],
    ['KAFKA_BROKERS', 'a:9092,'],
    ['KAFKA_BROKERS', 'a:0'],
    ['MONGODB_URI', 'http://h'],
    ['SLUICE_HASH_KEY', 'short'],
    ['SLUICE_MAX_BODY_BYTES', '32MiB'],
    ['SLUICE_MAX_ITEM_BYTES', '2097152'],
    ['SLUICE_LOG_LEVEL', 'loud'],
    ['SLUICE_REQUEST_TIMEOUT_MS', '0'],
  ])('refuses %s=%j and names it', (name, value) => {
    const lines = linesOf({ ...SERVERS, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: .*; expected `));
  });

  it('never shows the value of a secret, nor a line break of any value', () => {
    const lines = linesOf({
      MONGODB_URI: 'redis://u:hunter2@h',
      SLUICE_HASH_KEY: 'hunter2',
      SLUICE_TOKEN_PEPPER: 'hunter2',
      KAFKA_BROKERS: 'a\nb',
    });
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain('hunter2');
    expect(lines.join('')).not.toContain('\n');
  });

  it('refuses a SLUICE_ name that no app has, with a guess where one is near', () => {
    expect(linesOf({ ...SERVERS, SLUICE_PARTITION: '4' })).toEqual([
      'SLUICE_PARTITION: is not a setting; did you mean SLUICE_PARTITIONS?',
    ]);
    expect(linesOf({ ...SERVERS, SLUICE_ZZZZZZZZ: '4' })[0]).toMatch(
      /^SLUICE_ZZZZZZZZ: is not a setting; expected one of PORT, /,
    );
  });

  it('tolerates settings of other apps, even wrong ones, and names of other programs', () => {
    expect(loadConfig(appConfig(['PORT']), { SLUICE_PARTITIONS: 'x', HOME: '/', __proto__: 'y' }).PORT).toBe(
      8080,
    );
  });
});
