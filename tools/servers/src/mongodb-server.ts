import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import type { DaemonSpec } from './daemon';
import type { Installation } from './installation';
import { localMongodbUri } from './server-set';

/** Where one MongoDB listens and keeps its things. */
export interface MongodbPlace {
  readonly dir: string;
  readonly port: number;
}

/** One standalone mongod. */
export function mongodbSpec({ mongod }: Installation, { dir, port }: MongodbPlace): DaemonSpec {
  const dataDir = join(dir, 'data');
  return {
    name: 'mongodb',
    command: mongod,
    // A killed mongod would leave its Unix socket behind in the system's temp folder.
    args: [
      '--dbpath',
      dataDir,
      '--bind_ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--nounixsocket',
      '--quiet',
    ],
    marker: dataDir,
    logFile: join(dir, 'mongodb.log'),
    prepare: async () => {
      await mkdir(dataDir, { recursive: true });
    },
    ask: () => askMongodb(localMongodbUri(port)),
  };
}

/** Resolves when a MongoDB answers a ping. @throws Error while it does not. */
export async function askMongodb(uri: string): Promise<void> {
  const client = new mongo.MongoClient(uri, {
    serverSelectionTimeoutMS: 1_000,
    connectTimeoutMS: 1_000,
    socketTimeoutMS: 3_000,
    // The driver would import it dynamically, which jest's sandbox refuses; the server then refuses the handshake.
    runtimeAdapters: { os },
  });
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}
