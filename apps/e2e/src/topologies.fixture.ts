import { consumers } from '@sluice/schemas';
import { startDistributed, type ServerAddresses } from './harness/start-distributed';
import { startStandalone } from './harness/start-standalone';
import type { Instance, TopologyName } from './harness/instance';

/** One of the two ways to run the suite that is described. */
export interface Topology {
  readonly name: TopologyName;
  /** Starts an instance; distributed ones have two consumers. */
  readonly start: (env?: Readonly<Record<string, string>>) => Promise<Instance>;
  /** Starts an instance that applies whatever is written: distributed ones have every consumer. */
  readonly startWhole: (env?: Readonly<Record<string, string>>) => Promise<Instance>;
}

/** The servers of this run, which its runner started or was given. */
function serversOfRun(): ServerAddresses | undefined {
  const { KAFKA_BROKERS: kafkaBrokers = '', MONGODB_URI: mongodbUri = '' } = process.env;
  return kafkaBrokers === '' || mongodbUri === '' ? undefined : { kafkaBrokers, mongodbUri };
}

const servers = serversOfRun();
const WHY = process.env['SLUICE_E2E_UNAVAILABLE'] ?? 'neither KAFKA_BROKERS nor MONGODB_URI is set';

/** The addresses of the servers; only called inside suites that have them. */
export function requireServers(): ServerAddresses {
  if (servers === undefined) throw new Error(WHY);
  return servers;
}

const embedded: Topology = {
  name: 'embedded',
  start: (env = {}) => startStandalone({ env }),
  startWhole: (env = {}) => startStandalone({ env }),
};
const beside = consumers.filter((consumer) => consumer !== 'products');
const distributed: Topology = {
  name: 'distributed',
  start: (env = {}) => startDistributed({ servers: requireServers(), env }),
  startWhole: (env = {}) => startDistributed({ servers: requireServers(), consumers: 1, beside, env }),
};

/** Describes a suite that lacks nothing; where it does: skipped by name with the reason, a failure under CI. */
function describeUnless(why: string | undefined, name: string, body: () => void): void {
  if (why === undefined) {
    describe(name, body);
    return;
  }
  const lacks = (): never => {
    throw new Error(why);
  };
  const underCi = (process.env['CI'] ?? '') !== '';
  const test = underCi ? it : it.skip;
  describe(name, () => {
    test(`has the servers it needs: ${why}`, lacks);
  });
}

/** Describes a suite that needs real servers. */
export function describeOnServers(name: string, body: () => void): void {
  describeUnless(servers === undefined ? WHY : undefined, name, body);
}

/** Describes a suite that stops and kills servers, which takes a set of its own from `tools/servers`. */
export function describeOnOwnServers(name: string, body: () => void): void {
  const missing = process.env['SLUICE_E2E_MISSING'] ?? WHY;
  describeUnless(missing === '' ? undefined : `servers of its own need ${missing}`, name, body);
}

/** Describes a suite on the distributed topology; see `describeOnServers`. */
export function describeDistributed(name: string, body: (topology: Topology) => void): void {
  describeOnServers(`${name}, distributed`, () => {
    body(distributed);
  });
}

/** Describes the same suite on both topologies. */
export function describeTopologies(name: string, body: (topology: Topology) => void): void {
  describe(`${name}, embedded`, () => {
    body(embedded);
  });
  describeDistributed(name, body);
}
