import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { mongo } from 'mongoose';
import { isPortFree } from './free-ports';
import { isInstalled } from './installation';
import { isThere } from './process-identity';
import type { ServerControl, ServerSet } from './server-set';
import { startServers } from './start-servers';
import { missingTools } from './toolchain';

const portOf = (address: string): number => Number(/:(\d+)(?:\/\w+)?$/.exec(address)?.[1]);

const controls = ({ kafka, mongodb }: ServerSet): [ServerControl, ServerControl] => {
  if (!kafka || !mongodb) throw new Error('a set of tools/servers has controls');
  return [kafka, mongodb];
};

async function topicsOf({ kafkaBrokers }: ServerSet, create?: string): Promise<string[]> {
  const admin = new Kafka({ brokers: [kafkaBrokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    if (create !== undefined) await admin.createTopics({ topics: [{ topic: create, numPartitions: 2 }] });
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

async function withNotes<T>(
  { mongodbUri }: ServerSet,
  use: (notes: mongo.Collection) => Promise<T>,
): Promise<T> {
  const client = new mongo.MongoClient(mongodbUri, { runtimeAdapters: { os } });
  try {
    return await use(client.db().collection('notes'));
  } finally {
    await client.close();
  }
}

/** Under CI a machine without the tools is a failure; elsewhere the tests are skipped by name. */
function giveUp(reason: string): undefined {
  if (process.env.CI !== undefined) throw new Error(reason);
  Object.assign(globalThis, { skipReason: `servers: ${reason}` });
  return undefined;
}

async function provideOwn(): Promise<{ dir: string; servers: ServerSet } | undefined> {
  const missing = await missingTools(isInstalled());
  if (missing.length > 0) {
    giveUp(`this machine has no ${missing.join(', no ')}`);
    return;
  }
  const dir = await mkdtemp(join(tmpdir(), 'sluice-own-'));
  try {
    return { dir, servers: await startServers({ dir }) };
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

describe('a set of tools/servers', () => {
  let own: Awaited<ReturnType<typeof provideOwn>>;
  beforeAll(async () => {
    own = await provideOwn();
  }, 300_000);
  afterAll(async () => {
    await own?.servers.stop();
    if (own) await rm(own.dir, { recursive: true, force: true });
  });

  it('keeps its data over kill -9, answers again on the same ports, and leaves nothing', async () => {
    if (!own) throw new Error('beforeAll started no servers');
    const { servers } = own;
    const [kafka, mongodb] = controls(servers);
    expect(await topicsOf(servers, 'orders')).toContain('orders');
    await withNotes(servers, (notes) =>
      notes.insertOne({ text: 'kept' }, { writeConcern: { w: 1, journal: true } }),
    );
    const before = [kafka.pid(), mongodb.pid()];

    await Promise.all([kafka.kill(), mongodb.kill()]);
    expect(before.map((pid) => isThere(pid, own?.dir ?? ''))).toEqual([false, false]);
    await Promise.all([kafka.start(), mongodb.start()]);

    expect(await topicsOf(servers)).toContain('orders');
    expect(await withNotes(servers, (notes) => notes.countDocuments({ text: 'kept' }))).toBe(1);
    await kafka.pause();
    const pids = [kafka.pid(), mongodb.pid()];
    await Promise.all([servers.stop(), servers.stop()]);
    expect(pids.map((pid) => isThere(pid, own?.dir ?? ''))).toEqual([false, false]);
    expect(await isPortFree(portOf(servers.kafkaBrokers))).toBe(true);
    expect(await isPortFree(portOf(servers.mongodbUri))).toBe(true);
    expect(existsSync(own.dir)).toBe(true);
  }, 120_000);
});
