import { makeDataDir, startInstance, type Instance } from './instance';

/** What may differ from the defaults. */
export interface StandaloneOptions {
  /** A folder of the caller's, which stays; a new one, removed by stop(), when not given. */
  readonly dataDir?: string;
  /** Settings beside the port and the folder. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the whole suite in one process on the embedded adapters; its one app is called `standalone`. */
export async function startStandalone({
  dataDir: given,
  env = {},
}: StandaloneOptions = {}): Promise<Instance> {
  const dataDir = given ?? (await makeDataDir());
  const settings = { PORT: '0', SLUICE_DATA_DIR: dataDir, ...env };
  return startInstance({
    topology: 'embedded',
    dataDir,
    removeDataDir: given === undefined,
    apps: [{ name: 'standalone', app: 'standalone', env: settings, isPublic: true }],
  });
}
