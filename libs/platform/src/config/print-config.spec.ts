import { appConfig } from './app-config';
import { loadConfig } from './load-config';
import { printConfig } from './print-config';

const print = (env: Record<string, string>): string =>
  printConfig(loadConfig(appConfig(['PORT', 'KAFKA_BROKERS', 'MONGODB_URI', 'SLUICE_HASH_KEY']), env));

describe('printConfig', () => {
  it.each([
    ['mongodb://user:hunter2@h:27017/db', 'mongodb://user:***@h:27017/db'],
    ['mongodb://user:hun/ter2@h/db', 'mongodb://user:***@h/db'],
    ['mongodb://user:hun@ter2@h/db', 'mongodb://user:***@h/db'],
    ['mongodb+srv://user:hunter2@h/db?tls=true', 'mongodb+srv://user:***@h/db?tls=true'],
    [
      'mongodb://h/db?tlsCertificateKeyFilePassword=hunter2&tls=true',
      'mongodb://h/db?tlsCertificateKeyFilePassword=***&tls=true',
    ],
    ['mongodb://a:1,b:2/db?replicaSet=rs0', 'mongodb://a:1,b:2/db?replicaSet=rs0'],
  ])('shows %s as %s', (uri, shown) => {
    const lines = print({ KAFKA_BROKERS: 'a:1,b:2', MONGODB_URI: uri }).split('\n');
    expect(lines).toContain(`MONGODB_URI=${shown}`);
  });

  it('shows lists as they are written, and a secret not at all', () => {
    const key = 'k'.repeat(40);
    const text = print({ KAFKA_BROKERS: 'a:1, b:2', MONGODB_URI: 'mongodb://h/db', SLUICE_HASH_KEY: key });
    expect(text).toBe('PORT=8080\nKAFKA_BROKERS=a:1,b:2\nMONGODB_URI=mongodb://h/db\nSLUICE_HASH_KEY=***\n');
  });
});
