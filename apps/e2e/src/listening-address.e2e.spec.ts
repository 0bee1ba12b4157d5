import { startChild } from './harness/child';
import { appScript } from './harness/project';
import { startStandalone } from './harness/start-standalone';
import { useInstance } from './use-instance.fixture';

const WRONG_CONFIG = 78;
const PUBLIC = { SLUICE_HOST: '0.0.0.0' };

describe.each(['standalone', 'gateway'])('%s on an address that others reach', (app) => {
  it('does not start where nobody decided who may call', async () => {
    const env = {
      ...PUBLIC,
      PORT: '0',
      KAFKA_BROKERS: '127.0.0.1:1',
      MONGODB_URI: 'mongodb://127.0.0.1:1/sluice',
      SLUICE_DATA_DIR: '/nonexistent',
    };
    const child = startChild({ name: app, script: appScript(app), env });
    const { code } = await child.exited;
    expect(code).toBe(WRONG_CONFIG);
    expect(child.output()).toContain('SLUICE_AUTH: is not set, and SLUICE_HOST=0.0.0.0 can be reached');
  });
});

describe('an address that others reach, open on purpose', () => {
  const { client, current } = useInstance(() => startStandalone({ env: { ...PUBLIC, SLUICE_AUTH: 'open' } }));

  it('starts with a loud warning, and lets everybody in', async () => {
    expect(current().outputOf('standalone')).toContain('NOBODY IS ASKED WHO CALLS');
    expect((await client.send({ path: '/rest/V1/store/storeViews' })).status).toBe(200);
  });
});

describe('an address that others reach, guarded', () => {
  const { client, current } = useInstance(() =>
    startStandalone({ env: { ...PUBLIC, SLUICE_AUTH: 'token' } }),
  );

  it('starts without a warning, and asks everybody', async () => {
    expect(current().outputOf('standalone')).not.toContain('NOBODY IS ASKED');
    expect((await client.send({ path: '/rest/V1/store/storeViews' })).status).toBe(401);
    expect((await client.send({ path: '/bulks' })).status).toBe(401);
  });
});
