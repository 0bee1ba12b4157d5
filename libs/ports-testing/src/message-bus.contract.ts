import { randomUUID } from 'node:crypto';
import { deliveryCases } from './message-bus-delivery.cases';
import { epochCases } from './message-bus-epoch.cases';
import { groupCases } from './message-bus-group.cases';
import type { BusCase, BusCaseContext, BusFeatures, BusHarness, BusLog } from './message-bus-harness';
import { isolationCases } from './message-bus-isolation.cases';
import { orderCases } from './message-bus-order.cases';
import { publishCases } from './message-bus-publish.cases';
import { untilFact } from './message-bus-until';

const MESSAGE_BYTES = 2 * 1024 * 1024;
/** A case waits for several facts, one after the other. */
const FACTS_A_CASE = 5;

const GROUPS: readonly (readonly [title: string, cases: readonly BusCase[]])[] = [
  ['order and keys', orderCases],
  ['publishing', publishCases],
  ['delivery', deliveryCases],
  ['partitions apart', isolationCases],
  ['groups', groupCases],
  ['epochs', epochCases],
];

/** The names of all cases, for `BusFeatures.except`. */
export const messageBusCaseNames: readonly string[] = GROUPS.flatMap(([, cases]) =>
  cases.map(({ name }) => name),
);

/**
 * Declares the whole contract of the MessageBus port as jest tests. Every adapter runs all of it; what it declares
 * in `features.except` is skipped by name with its reason, and a name that is no case is an error.
 */
export function messageBusContract(name: string, harness: BusHarness, features: BusFeatures): void {
  const unknown = Object.keys(features.except).filter((skipped) => !messageBusCaseNames.includes(skipped));
  if (unknown.length > 0) throw new Error(`no such cases: ${unknown.join(', ')}`);
  describe(`MessageBus contract: ${name}`, () => {
    for (const [title, cases] of GROUPS) {
      describe(title, () => {
        for (const busCase of cases) declare(busCase, harness, features);
      });
    }
  });
}

function declare(busCase: BusCase, harness: BusHarness, features: BusFeatures): void {
  const reason = Object.hasOwn(features.except, busCase.name) ? features.except[busCase.name] : undefined;
  const register = reason === undefined ? test : test.skip;
  const name = reason === undefined ? busCase.name : `${busCase.name} (${reason})`;
  register(name, () => runCase(busCase, harness, features), features.settleMs * FACTS_A_CASE);
}

async function runCase(busCase: BusCase, harness: BusHarness, features: BusFeatures): Promise<void> {
  const log = await harness.open();
  try {
    await busCase.run(contextOf(log, features));
  } finally {
    await log.dispose();
  }
}

const contextOf = (log: BusLog, features: BusFeatures): BusCaseContext => ({
  log,
  topic: (partitions, maxMessageBytes = MESSAGE_BYTES) => ({
    name: `contract.${randomUUID()}`,
    partitions,
    maxMessageBytes,
  }),
  until: (what, fact) => untilFact(what, fact, features.settleMs),
});
