import { createClient, type Client } from './harness/client';
import type { Instance } from './harness/instance';

/** What a suite runs against. */
export interface InstanceInUse {
  /** Follows the instance: it may be made before there is one. */
  readonly client: Client;
  /** The running instance; only inside tests and hooks. */
  readonly current: () => Instance;
}

type CleanUp = () => Promise<void>;

/**
 * Starts an instance before the tests of the block and ends it after them, started whole or not. `prepare` runs once
 * it is up; what it returns runs before the end.
 */
export function useInstance(
  start: () => Promise<Instance>,
  prepare?: (instance: Instance, client: Client) => Promise<CleanUp>,
): InstanceInUse {
  let instance: Instance | undefined;
  let cleanUp: CleanUp | undefined;
  const current = (): Instance => {
    if (instance === undefined) throw new Error('the instance is not running yet');
    return instance;
  };
  const client = createClient({
    get url() {
      return current().url;
    },
  });
  beforeAll(async () => {
    instance = await start();
    cleanUp = await prepare?.(instance, client);
  });
  afterAll(async () => {
    await cleanUp?.();
    await instance?.stop();
  });
  return { client, current };
}
