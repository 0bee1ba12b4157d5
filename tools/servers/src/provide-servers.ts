import { startContainerServers } from './container-servers';
import { dockerAnswers } from './docker-engine';
import { ensureInstalled, isInstalled, type Progress } from './installation';
import type { ServerSet } from './server-set';
import { startServers } from './start-servers';
import { HOW_TO_GET_SERVERS, missingTools } from './toolchain';

/** Why there are no servers here and how to get them, in one line. */
export interface Unavailable {
  readonly unavailable: string;
}

/** What `provideServers` asks and does; replaced in its own unit test only. */
export interface ServerSources {
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly dockerAnswers: () => Promise<boolean>;
  readonly startContainers: () => Promise<ServerSet>;
  /** What this machine lacks for tools/servers, in words. */
  readonly missingTools: () => Promise<string[]>;
  readonly install: () => Promise<unknown>;
  readonly startOwn: () => Promise<ServerSet>;
}

/**
 * The one place that suites on real servers ask, in this order: the variables KAFKA_BROKERS and MONGODB_URI
 * (stop() then does nothing), testcontainers where a Docker engine answers, `tools/servers` where Java,
 * Maven and pip are there. What it starts is the caller's own, on free ports, ends with the caller however
 * that ends, and never touches the set of `npm run servers`.
 *
 * @returns the set, or one line that says why there is none and how to get it.
 * @throws Error when servers that could be had do not come up: that is a fault, no reason to skip.
 */
export async function provideServers(given: Partial<ServerSources> = {}): Promise<ServerSet | Unavailable> {
  const sources = { ...realSources(given.progress), ...given };
  const named = fromEnvironment(sources.environment);
  if (named) return named;
  const docker = (await sources.dockerAnswers()) ? await inContainers(sources) : 'no Docker engine answers';
  return typeof docker === 'string' ? ownServers(sources, docker) : docker;
}

const realSources = (progress: Progress = () => undefined): ServerSources => ({
  environment: process.env,
  progress,
  dockerAnswers: () => dockerAnswers(),
  startContainers: startContainerServers,
  missingTools: () => missingTools(isInstalled()),
  install: () => ensureInstalled(progress),
  startOwn: () => startServers({ progress }),
});

/** The servers that the variables name; undefined when neither is set. */
export function fromEnvironment(environment: NodeJS.ProcessEnv): ServerSet | Unavailable | undefined {
  const kafkaBrokers = environment.KAFKA_BROKERS ?? '';
  const mongodbUri = environment.MONGODB_URI ?? '';
  if (kafkaBrokers === '' && mongodbUri === '') return undefined;
  if (kafkaBrokers === '' || mongodbUri === '') {
    const [set, unset] =
      kafkaBrokers === '' ? ['MONGODB_URI', 'KAFKA_BROKERS'] : ['KAFKA_BROKERS', 'MONGODB_URI'];
    return { unavailable: `${set} is set but ${unset} is not: set both or neither` };
  }
  return { kafkaBrokers, mongodbUri, origin: 'environment', stop: () => Promise.resolve() };
}

async function inContainers({ startContainers }: ServerSources): Promise<ServerSet | string> {
  return startContainers().catch((error: unknown) => `a Docker engine answers, but ${firstLine(error)}`);
}

async function ownServers(sources: ServerSources, docker: string): Promise<ServerSet | Unavailable> {
  const missing = await sources.missingTools();
  if (missing.length > 0) {
    return {
      unavailable: `${docker} and this machine has no ${missing.join(', no ')}: ${HOW_TO_GET_SERVERS}`,
    };
  }
  try {
    await sources.install();
  } catch (error) {
    return { unavailable: `${docker} and the servers cannot be installed: ${firstLine(error)}` };
  }
  return sources.startOwn();
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
