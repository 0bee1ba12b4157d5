import { z } from 'zod';
import { maskSecrets } from '../logging/mask-secrets';
import { brokerList, folder, hostName, mongodbUri, secretText, wholeNumber } from './value-schemas';

const MIB = 1024 * 1024;
const PORT_RANGE = 'a whole number from 0 to 65535 (0: a free port)';

/** What every setting tells: to a reader of its documentation, and to someone who got it wrong. */
interface SettingFacts {
  readonly description: string;
  /** What a good value looks like; the second half of its error line. */
  readonly expected: string;
  /** How a secret is shown in `--print-config`; its raw value is never shown in an error either. */
  readonly mask?: (value: string) => string;
}

const withDefault = <S extends z.ZodType<unknown, string>>(
  schema: S,
  facts: SettingFacts & { readonly default: string },
) => ({ ...facts, schema: schema.prefault(facts.default as z.input<S> & string) });

const required = <S extends z.ZodType<unknown, string>>(schema: S, facts: SettingFacts) => ({
  ...facts,
  schema,
});

const optional = <S extends z.ZodType<unknown, string>>(schema: S, facts: SettingFacts) => ({
  ...facts,
  schema: schema.optional(),
});

const bytes = (
  description: string,
  bounds: { readonly min: number; readonly max: number; readonly preset: number },
) =>
  withDefault(wholeNumber(bounds.min, bounds.max), {
    default: String(bounds.preset),
    description,
    expected: `a whole number of bytes from ${String(bounds.min)} to ${String(bounds.max)}`,
  });

/**
 * Every setting there is: the one place to add one. An app picks names from here (`appConfig`); a `SLUICE_` name that
 * is not here is refused at start, because a typo would otherwise be a default that nobody chose.
 */
export const SETTINGS = {
  PORT: withDefault(wholeNumber(0, 65_535), {
    default: '8080',
    description: 'Port of the public address',
    expected: PORT_RANGE,
  }),
  SLUICE_HOST: withDefault(hostName, {
    default: '127.0.0.1',
    description: 'Address that every server of the process listens on; 0.0.0.0 for all',
    expected: 'an IP address or a host name',
  }),
  SLUICE_AUTH: optional(z.enum(['open', 'token']), {
    description:
      'Whether callers need a token; open when unset on a loopback address, elsewhere it must be set',
    expected: 'open or token',
  }),
  SLUICE_TOKEN_PEPPER: optional(secretText(32), {
    description:
      'Secret under which tokens are hashed, the same wherever they are made or checked; made and kept in the data folder when unset',
    expected: 'at least 32 characters',
    mask: () => '***',
  }),
  SLUICE_DATA_DIR: withDefault(folder, {
    default: './data',
    description: 'Folder of the embedded stores and of keys made at first start',
    expected: 'the path of a folder',
  }),
  KAFKA_BROKERS: required(brokerList, {
    description: 'Kafka brokers to start from',
    expected: 'host:port, several separated by commas',
  }),
  MONGODB_URI: required(mongodbUri, {
    description: 'MongoDB connection string with the database name',
    expected: 'mongodb://host:port/database or mongodb+srv://host/database',
    // An unencoded slash in a password ends it for a general mask; here everything up to the last @ is hidden.
    mask: (uri) => maskSecrets(uri.replace(/^([^:]+:\/\/[^:@]*:).*@/s, '$1***@')),
  }),
  SLUICE_PROBE_PORT: withDefault(wholeNumber(0, 65_535), {
    default: '8081',
    description: 'Port of /livez and /readyz in apps without a public address',
    expected: PORT_RANGE,
  }),
  SLUICE_HASH_KEY: optional(secretText(32), {
    description: 'Key of data_hash, the same in every process; made and kept in the data folder when unset',
    expected: 'at least 32 characters',
    mask: () => '***',
  }),
  SLUICE_SEAL_KEY: optional(secretText(32), {
    description:
      'Key that passwords on their way are sealed under; made and kept in the data folder when unset',
    expected: 'at least 32 characters',
    mask: () => '***',
  }),
  SLUICE_MAX_BODY_BYTES: bytes('Largest request body, after decompression', {
    min: 1024,
    max: 1024 * MIB,
    preset: 32 * MIB,
  }),
  // A topic takes record batches of 2 MiB; what the batch adds to key, headers and value must still fit (mechanics 1).
  SLUICE_MAX_ITEM_BYTES: bytes('Largest item as a message: key, headers and value', {
    min: 1024,
    max: 2 * MIB - 64 * 1024,
    preset: MIB,
  }),
  SLUICE_MAX_INFLIGHT_BYTES: bytes('Request bodies held at one moment; above it 503 with Retry-After', {
    min: 1024,
    max: 16 * 1024 * MIB,
    preset: 96 * MIB,
  }),
  SLUICE_MAX_BULK_ITEMS: withDefault(wholeNumber(1, 10_000_000), {
    default: '1000000',
    description: 'Most items of one bulk',
    expected: 'a whole number from 1 to 10000000',
  }),
  SLUICE_MAX_NESTED_ITEMS: withDefault(wholeNumber(1, 1_000_000), {
    default: '5000',
    description: 'Most entries of a list inside an item',
    expected: 'a whole number from 1 to 1000000',
  }),
  // MongoDB takes 180 levels, and an item lies a few levels deep in its document (mechanics 4).
  SLUICE_MAX_DEPTH: withDefault(wholeNumber(8, 150), {
    default: '64',
    description: 'Deepest nesting of a request body',
    expected: 'a whole number from 8 to 150',
  }),
  SLUICE_REQUESTS_PER_MINUTE: withDefault(wholeNumber(0, 1_000_000_000), {
    default: '0',
    description:
      'Requests a minute of one token (of one address where nobody is asked for one); 0 for no limit',
    expected: 'a whole number; 0 for no limit',
  }),
  SLUICE_ITEMS_PER_MINUTE: withDefault(wholeNumber(0, 1_000_000_000), {
    default: '0',
    description: 'Items a minute of one token (of all callers where nobody is asked for one); 0 for no limit',
    expected: 'a whole number; 0 for no limit',
  }),
  SLUICE_MAX_LAG_S: withDefault(wholeNumber(0, 1_000_000), {
    default: '900',
    description:
      'Age in seconds of the oldest operation not applied yet, above which 503 is answered; from half of it on intake slows down; 0 for no limit',
    expected: 'a whole number of seconds; 0 for no limit',
  }),
  SLUICE_MAGENTO_COMPAT: withDefault(z.enum(['2.3', '2.4']), {
    default: '2.4',
    description: 'The version of Magento whose answers are given',
    expected: '2.3 or 2.4',
  }),
  SLUICE_REGISTRY_FILE: optional(folder, {
    description:
      'JSON file that replaces the built-in websites, store views, groups, tax classes and currencies',
    expected: 'the path of a file',
  }),
  SLUICE_LOG_LEVEL: withDefault(z.enum(['debug', 'info', 'warn', 'error', 'silent']), {
    default: 'info',
    description: 'Least severe level that is logged',
    expected: 'debug, info, warn, error or silent',
  }),
  SLUICE_PARTITIONS: withDefault(wholeNumber(1, 1000), {
    default: '4',
    description: 'Partitions of a topic, fixed when it is created',
    expected: 'a whole number from 1 to 1000',
  }),
  SLUICE_REQUEST_TIMEOUT_MS: withDefault(wholeNumber(100, 600_000), {
    default: '10000',
    description: 'Deadline of a request, in milliseconds; after it 503 with Retry-After',
    expected: 'a whole number of milliseconds from 100 to 600000',
  }),
  SLUICE_PUBLISH_WINDOW_MS: withDefault(wholeNumber(100, 600_000), {
    default: '30000',
    description: 'How long after acceptance a message of the bulk may still be sent, in milliseconds',
    expected: 'a whole number of milliseconds from 100 to 600000',
  }),
  SLUICE_SETTLE_AFTER_MS: withDefault(wholeNumber(100, 3_600_000), {
    default: '60000',
    description:
      'How long after its last possible send a bulk is left alone before its open items are settled',
    expected: 'a whole number of milliseconds from 100 to 3600000',
  }),
};

export type SettingName = keyof typeof SETTINGS;

/** The facts of a setting by a name that comes from outside; undefined where the catalogue has none. */
export function findSetting(name: string): SettingFacts | undefined {
  return Object.hasOwn(SETTINGS, name) ? SETTINGS[name as SettingName] : undefined;
}
