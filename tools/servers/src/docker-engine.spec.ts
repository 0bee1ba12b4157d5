import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers, engineAddresses } from './docker-engine';

describe('engineAddresses', () => {
  it('are the known sockets when nothing is chosen', () => {
    expect(engineAddresses({ XDG_RUNTIME_DIR: '/run/user/7' }, '/home/u')).toEqual([
      { socketPath: '/var/run/docker.sock' },
      { socketPath: '/run/user/7/docker.sock' },
      { socketPath: '/home/u/.docker/run/docker.sock' },
    ]);
  });

  it.each([
    ['unix:///x.sock', [{ socketPath: '/x.sock' }]],
    ['tcp://h:99', [{ host: 'h', port: 99, tls: false }]],
    ['tcp://h', [{ host: 'h', port: 2_375, tls: false }]],
    ['https://h', [{ host: 'h', port: 2_376, tls: true }]],
    ['ssh://u@h', []],
    ['nonsense', []],
  ])('are the chosen one alone for DOCKER_HOST %s', (chosen, addresses) => {
    expect(engineAddresses({ DOCKER_HOST: chosen })).toEqual(addresses);
  });
});

describe('dockerAnswers', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-docker-'));
  afterAll(() => {
    rmSync(dir, { recursive: true });
  });

  it.each([
    [200, true],
    [503, false],
  ])('asks the engine, not its client: a ping answered with %d', async (status, answers) => {
    const socketPath = join(dir, `${String(status)}.sock`);
    const engine = createServer((_, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => engine.listen(socketPath, resolve));
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${socketPath}` })).toBe(answers);
    engine.closeAllConnections();
    engine.close();
  });

  it('is false within a second where an engine accepts but never answers, or is not there', async () => {
    const socketPath = join(dir, 'silent.sock');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(socketPath, resolve));
    const startedAt = performance.now();
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${socketPath}` })).toBe(false);
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${join(dir, 'none.sock')}` })).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1_900);
    silent.closeAllConnections();
    silent.close();
  });
});
