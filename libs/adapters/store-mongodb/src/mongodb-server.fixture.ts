import { randomUUID } from 'node:crypto';
import { createConnection } from 'mongoose';
import { provideServers } from '@sluice/servers';
import { connectOptions } from './connect-options';

/** A real MongoDB for the suites of one file. */
export interface MongodbServer {
  /** The address of a database nobody else uses; null where no server can be had. */
  newDatabase(): Promise<string | null>;
  stop(): Promise<void>;
}

/** Under CI a missing server is a failure; elsewhere the tests are skipped (see skipping-environment.cjs). */
const giveUp = (reason: string): null => {
  // eslint-disable-next-line no-restricted-properties -- a suite has no config file, and CI is what every CI sets
  if (process.env.CI !== undefined) throw new Error(reason);
  Object.assign(globalThis, { skipReason: `MongoDB: ${reason}` });
  return null;
};

const databaseOn = (serverUri: string): string => {
  const uri = new URL(serverUri);
  uri.pathname = `/contract_${randomUUID()}`;
  return uri.href;
};

/** Asks for servers at the first database, and stops what it started. */
export function mongodbServer(): MongodbServer {
  let asked: ReturnType<typeof provideServers> | undefined;
  return {
    newDatabase: async () => {
      asked ??= provideServers();
      const servers = await asked;
      return 'unavailable' in servers ? giveUp(servers.unavailable) : databaseOn(servers.mongodbUri);
    },
    stop: async () => {
      const servers = await asked;
      if (servers !== undefined && 'stop' in servers) await servers.stop();
    },
  };
}

/** Removes a database with all that is in it. */
export async function dropDatabase(uri: string): Promise<void> {
  const connection = await createConnection(uri, connectOptions(uri)).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
