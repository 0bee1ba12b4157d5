import { appConfig, loadOrCreateKey, maskSecrets, readConfigOrExit } from '@sluice/platform';

/** Where tokens are kept, and the secret they are hashed under. */
export interface TokenConfig {
  readonly dataDir: string;
  /** Null: in the data folder. */
  readonly mongodbUri: string | null;
  /** The place in words, without passwords. */
  readonly place: string;
  /** The pepper; made and kept in the data folder where no setting names one. */
  pepper(): Promise<string>;
  /** What an operator must know of the pepper's origin; null where the two cannot drift apart. */
  readonly pepperNote: string | null;
}

const embedded = appConfig(['SLUICE_DATA_DIR', 'SLUICE_TOKEN_PEPPER']);
const distributed = appConfig(['SLUICE_DATA_DIR', 'SLUICE_TOKEN_PEPPER', 'MONGODB_URI']);

/** The arguments are commands here, not the ones every app has. */
const FROM_ENVIRONMENT = { argv: [] };

const mongodbUriOf = (): string | null => {
  const isSet = (process.env['MONGODB_URI'] ?? '') !== '';
  return isSet ? readConfigOrExit(distributed, FROM_ENVIRONMENT).MONGODB_URI : null;
};

/** Reads the settings; a wrong one ends the process with code 78, as it does every app. */
export function readTokenConfig(): TokenConfig {
  const mongodbUri = mongodbUriOf();
  const config = readConfigOrExit(embedded, FROM_ENVIRONMENT);
  const { SLUICE_DATA_DIR: dataDir, SLUICE_TOKEN_PEPPER: pepper } = config;
  const isKept = pepper === undefined && mongodbUri !== null;
  return {
    dataDir,
    mongodbUri,
    place: mongodbUri === null ? `the data folder ${dataDir}` : maskSecrets(mongodbUri),
    pepper: () => (pepper === undefined ? loadOrCreateKey(dataDir, 'token-pepper') : Promise.resolve(pepper)),
    pepperNote: isKept
      ? `It is hashed under the pepper kept in ${dataDir}: the gateway must use this folder, or set SLUICE_TOKEN_PEPPER for both.`
      : null,
  };
}
