import type { Clock, Coordinator } from '@sluice/ports';
import { systemClock } from '@sluice/ports';

interface Lease {
  readonly owner: string;
  readonly until: number;
}

/** A coordinator in memory, for suites; members of one log share one. Nothing of it survives the process. */
export function memoryCoordinator(clock: Clock = systemClock): Coordinator {
  const epochs = new Map<string, number>();
  const sequences = new Map<string, number>();
  return {
    epochs: () => Promise.resolve(new Map(epochs)),
    advanceEpoch: (topic, from) => {
      if ((epochs.get(topic) ?? 0) === from) epochs.set(topic, from + 1);
      return Promise.resolve(epochs.get(topic) ?? 0);
    },
    ...memoryLeases(clock),
    takeIds: (sequence, count) => {
      const first = sequences.get(sequence) ?? 1;
      sequences.set(sequence, first + count);
      return Promise.resolve(first);
    },
    ping: () => Promise.resolve(),
  };
}

function memoryLeases(clock: Clock): Pick<Coordinator, 'acquireLease' | 'releaseLease'> {
  const leases = new Map<string, Lease>();
  return {
    acquireLease: (name, owner, ttlMs) => {
      const held = leases.get(name);
      const free = held === undefined || held.owner === owner || held.until <= clock.now();
      if (free) leases.set(name, { owner, until: clock.now() + ttlMs });
      return Promise.resolve(free);
    },
    releaseLease: (name, owner) => {
      if (leases.get(name)?.owner === owner) leases.delete(name);
      return Promise.resolve();
    },
  };
}
