import { join } from 'node:path';
import type { EntityName } from '../options';
import type { ProcessSet } from '../processes/process-set';
import { addressIn, appScript, type RunningSluice } from './running-sluice';

/** What the apps run on. */
export interface DistributedSettings {
  readonly folder: string;
  readonly kafkaBrokers: string;
  /** With the database to use. */
  readonly mongodbUri: string;
  /** Of each one app. */
  readonly consumers: readonly EntityName[];
}

/** Gateway, status and the consumers as processes of their own. */
export async function startDistributed(
  processes: ProcessSet,
  { folder, kafkaBrokers, mongodbUri, consumers }: DistributedSettings,
): Promise<RunningSluice> {
  const environment = {
    PORT: '0',
    SLUICE_PROBE_PORT: '0',
    SLUICE_DATA_DIR: join(folder, 'data'),
    KAFKA_BROKERS: kafkaBrokers,
    MONGODB_URI: mongodbUri,
  };
  const apps = ['gateway', 'status', ...consumers.map((name) => `consumer-${name}`)];
  const [gateway, ...others] = await Promise.all(
    apps.map((name) =>
      processes.startApp({ name, script: appScript(name), environment, findReady: addressIn }),
    ),
  );
  if (gateway === undefined) throw new Error('there is no gateway');
  return { url: gateway.told, pids: [gateway.pid, ...others.map(({ pid }) => pid)] };
}
