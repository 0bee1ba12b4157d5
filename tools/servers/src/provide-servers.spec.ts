import { provideServers, type ServerSources } from './provide-servers';
import type { Origin, ServerSet } from './server-set';

const setOf = (origin: Origin): ServerSet => ({
  kafkaBrokers: 'b:1',
  mongodbUri: 'mongodb://m/sluice',
  origin,
  stop: () => Promise.resolve(),
});

/** A machine that has everything, and a record of what was asked of it. */
function machine(given: Partial<ServerSources> = {}) {
  const asked: string[] = [];
  const sources: Partial<ServerSources> = {
    environment: {},
    dockerAnswers: () => Promise.resolve(asked.push('docker') > 0),
    startContainers: () => Promise.resolve((asked.push('containers'), setOf('testcontainers'))),
    missingTools: () => Promise.resolve((asked.push('tools'), [])),
    install: () => Promise.resolve(asked.push('install')),
    startOwn: () => Promise.resolve((asked.push('own'), setOf('tools/servers'))),
    ...given,
  };
  return { asked, provide: () => provideServers(sources) };
}

const noDocker = { dockerAnswers: () => Promise.resolve(false) };

describe('provideServers', () => {
  it('takes the servers that the variables name, asks nothing else and never stops them', async () => {
    const environment = { KAFKA_BROKERS: 'k:9092', MONGODB_URI: 'mongodb://x/y' };
    const { asked, provide } = machine({ environment });
    const set = await provide();
    expect(set).toMatchObject({ kafkaBrokers: 'k:9092', mongodbUri: 'mongodb://x/y', origin: 'environment' });
    await (set as ServerSet).stop();
    expect(asked).toEqual([]);
  });

  it.each([
    [{ KAFKA_BROKERS: 'k:9092' }, 'KAFKA_BROKERS is set but MONGODB_URI is not'],
    [{ MONGODB_URI: 'mongodb://x/y', KAFKA_BROKERS: '' }, 'MONGODB_URI is set but KAFKA_BROKERS is not'],
  ])('does not guess when only one is set', async (environment, reason) => {
    const { asked, provide } = machine({ environment });
    expect(await provide()).toEqual({ unavailable: expect.stringContaining(reason) as string });
    expect(asked).toEqual([]);
  });

  it('prefers a Docker engine that answers', async () => {
    const { asked, provide } = machine();
    expect(await provide()).toMatchObject({ origin: 'testcontainers' });
    expect(asked).toEqual(['docker', 'containers']);
  });

  it('starts its own where no engine answers', async () => {
    const { asked, provide } = machine(noDocker);
    expect(await provide()).toMatchObject({ origin: 'tools/servers' });
    expect(asked).toEqual(['tools', 'install', 'own']);
  });

  it('starts its own where the engine cannot start the containers', async () => {
    const { provide } = machine({ startContainers: () => Promise.reject(new Error('no such image')) });
    expect(await provide()).toMatchObject({ origin: 'tools/servers' });
  });

  it('says in one line what is missing and how to get it', async () => {
    const { provide } = machine({
      ...noDocker,
      missingTools: () => Promise.resolve(['Java 17 or later', 'Maven (mvn)']),
    });
    const answer = (await provide()) as { unavailable: string };
    expect(answer.unavailable).toContain(
      'no Docker engine answers and this machine has no Java 17 or later, no Maven',
    );
    expect(answer.unavailable).toContain('KAFKA_BROKERS and MONGODB_URI');
    expect(answer.unavailable).not.toContain('\n');
  });

  it('is a reason to skip when nothing can be installed, a fault when what is installed does not start', async () => {
    const offline = machine({
      ...noDocker,
      install: () => Promise.reject(new Error('mvn failed: offline\nlong')),
    });
    expect(await offline.provide()).toEqual({
      unavailable: expect.stringMatching(/mvn failed: offline$/) as string,
    });
    const broken = machine({
      ...noDocker,
      startOwn: () => Promise.reject(new Error('kafka ended while starting')),
    });
    await expect(broken.provide()).rejects.toThrow('kafka ended while starting');
  });
});
