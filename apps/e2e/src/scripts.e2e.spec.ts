import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startChild } from './harness/child';
import { appScript } from './harness/project';
import { startStandalone } from './harness/start-standalone';
import { useInstance } from './use-instance.fixture';

const run = promisify(execFile);
const APPS = ['standalone', 'gateway', 'status', 'consumer-products'];
const WRONG_CONFIG = 78;

/** Runs an app that is expected to end by itself. */
async function runToEnd(app: string, env: Record<string, string>, args: readonly string[] = []) {
  const child = startChild({ name: app, script: appScript(app), args, env });
  const { code } = await child.exited;
  return { code, output: child.output() };
}

describe('what a newcomer types', () => {
  const { client, current } = useInstance(() => startStandalone());

  it('the three curl lines of the welcome work, pasted one after the other', async () => {
    const lines = current()
      .outputOf('standalone')
      .split('\n')
      .filter((line) => line.startsWith('curl '));
    expect(lines).toHaveLength(3);
    const [send = '', status = '', read = ''] = lines;
    for (const line of lines) expect(line).not.toMatch(/\\$/);
    const shell = async (line: string): Promise<unknown> =>
      JSON.parse((await run('sh', ['-c', line])).stdout) as unknown;

    const receipt = (await shell(send)) as { bulk_uuid: string };
    expect(receipt).toMatchObject({
      request_items: [{ status: 'accepted' }, { status: 'accepted' }],
      errors: false,
    });
    expect(await shell(status)).toMatchObject({
      items: [{ bulk_uuid: receipt.bulk_uuid, counts: { accepted: 2 } }],
    });
    await client.untilFinished(receipt.bulk_uuid);
    expect(await shell(read)).toMatchObject({ sku: 'SLUICE-1', name: 'First drop', price: 9.5 });
  });

  it('a second standalone on the same folder is refused, and the first one goes on', async () => {
    const { code, output } = await runToEnd('standalone', { PORT: '0', SLUICE_DATA_DIR: current().dataDir });
    expect(code).toBe(1);
    expect(output).toContain('another process works on the data directory');
    expect((await client.send({ path: '/readyz' })).status).toBe(200);
  });

  it('the folder is free again as soon as its process is gone, however it went', async () => {
    await current().kill('standalone', 'SIGKILL');
    await current().start('standalone');
    expect(await client.readProduct('sluice-2')).toMatchObject({ name: 'Second drop' });
    const { code } = await current().kill('standalone', 'SIGTERM');
    expect(code).toBe(0);
    await current().start('standalone');
  });
});

describe.each(APPS)('the settings of %s', (app) => {
  const good = { KAFKA_BROKERS: '127.0.0.1:9092', MONGODB_URI: 'mongodb://admin:s3cret@127.0.0.1/sluice' };

  it('refuses a name that no app has, with the one that was meant', async () => {
    const { code, output } = await runToEnd(app, { ...good, SLUICE_LOG_LEVLE: 'debug' });
    expect(code).toBe(WRONG_CONFIG);
    expect(output).toContain('SLUICE_LOG_LEVLE: is not a setting; did you mean SLUICE_LOG_LEVEL?');
  });

  it('reports every mistake at once', async () => {
    const { code, output } = await runToEnd(app, {
      ...good,
      SLUICE_PARTITIONS: '0',
      SLUICE_LOG_LEVEL: 'loud',
    });
    expect(code).toBe(WRONG_CONFIG);
    expect(output).toMatch(
      /SLUICE_PARTITIONS: .*\n[^]*SLUICE_LOG_LEVEL: |SLUICE_LOG_LEVEL: .*\n[^]*SLUICE_PARTITIONS: /,
    );
  });

  it('--print-config shows them, secrets masked', async () => {
    const key = 'k3y'.repeat(12);
    const { code, output } = await runToEnd(app, { ...good, SLUICE_HASH_KEY: key }, ['--print-config']);
    expect(code).toBe(0);
    expect(output).toContain('SLUICE_LOG_LEVEL=info');
    expect(output).not.toContain(key);
    expect(output).not.toContain('s3cret');
  });
});
