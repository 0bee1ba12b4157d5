import { spawnSync } from 'node:child_process';

// eslint-disable-next-line no-restricted-properties -- jest must know while it declares tests: `npm test` says it here
const environment = process.env;

const brokers = environment['KAFKA_BROKERS'] ?? '';

/** The brokers that `npm test` started (or was given). */
export const kafkaBrokers: readonly string[] = brokers.split(',');

/** Why suites on Kafka cannot run here, or undefined if they can. */
export const whyNoKafka =
  brokers === '' ? 'KAFKA_BROKERS is not set: npm test starts the servers' : undefined;

/** Why suites that stop and kill a broker of their own cannot run here, or undefined if they can. */
export const whyNoOwnKafka =
  whyNoKafka ??
  (spawnSync('java', ['-version']).status === 0 ? undefined : 'there is no Java for a broker of its own');

/** Declares a suite; where it cannot run it is skipped by name with the reason, and fails under CI. */
export function suiteOnServers(name: string, whyNot: string | undefined, declare: () => void): void {
  if (whyNot === undefined) {
    describe(name, declare);
    return;
  }
  const register = environment['CI'] === undefined ? test.skip : test;
  register(`${name} (${whyNot})`, () => {
    throw new Error(whyNot);
  });
}
