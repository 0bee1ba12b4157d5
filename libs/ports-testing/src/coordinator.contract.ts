import { randomUUID } from 'node:crypto';
import { describeStores, openFresh, type OpenStores, type Opened } from './store-harness';

const CALLERS = 20;
const TTL_MS = 10_000;

/** Calls `work` by many callers at the same moment, every second one over another connection. */
const together = <Result>(work: (caller: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: CALLERS }, (_, caller) => work(caller)));

/** Declares the whole contract of the Coordinator port as jest tests. */
export function coordinatorContract(name: string, open: OpenStores): void {
  describeStores(`Coordinator contract: ${name}`, open, (opened) => {
    describe('epochs', () => {
      epochCases(opened);
    });
    describe('leases', () => {
      leaseCases(opened);
    });
    describe('ids', () => {
      idCases(opened);
    });
    it('answers a ping while open, and refuses it when closed', async () => {
      const fresh = await openFresh(open);
      await expect(fresh.stores.coordinator.ping()).resolves.toBeUndefined();
      await fresh.dispose();
      await expect(fresh.stores.coordinator.ping()).rejects.toMatchObject({ code: 'closed' });
    });
  });
}

function epochCases(opened: Opened): void {
  it('advances once however many ask for it', async () => {
    const { stores, others } = opened();
    const topic = `topic.${randomUUID()}`;
    const advance = (from: number) =>
      together((caller) => (caller % 2 === 0 ? stores : others).coordinator.advanceEpoch(topic, from));
    expect(new Set(await advance(0))).toEqual(new Set([1]));
    expect(new Set(await advance(1))).toEqual(new Set([2]));
    expect((await others.coordinator.epochs()).get(topic)).toBe(2);
  });

  it('changes nothing for whoever knows another epoch', async () => {
    const { coordinator } = opened().stores;
    const topic = `topic.${randomUUID()}`;
    expect(await coordinator.advanceEpoch(topic, 5)).toBe(0);
    expect((await coordinator.epochs()).has(topic)).toBe(false);
    expect(await coordinator.advanceEpoch(topic, 0)).toBe(1);
    expect(await coordinator.advanceEpoch(topic, 0)).toBe(1);
    expect(await coordinator.advanceEpoch(topic, 7)).toBe(1);
  });

  it('keeps topics apart', async () => {
    const { coordinator } = opened().stores;
    const topics = ['__proto__', 'a.b', '$where'];
    for (const topic of topics) expect(await coordinator.advanceEpoch(topic, 0)).toBe(1);
    const epochs = await coordinator.epochs();
    expect(topics.map((topic) => epochs.get(topic))).toEqual([1, 1, 1]);
  });
}

function leaseCases(opened: Opened): void {
  it('gives a lease to one of many', async () => {
    const { stores, others } = opened();
    const name = `lease-${randomUUID()}`;
    const taken = await together((caller) =>
      (caller % 2 === 0 ? stores : others).coordinator.acquireLease(name, `owner-${caller}`, TTL_MS),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    const owner = `owner-${taken.indexOf(true)}`;
    expect(await stores.coordinator.acquireLease(name, owner, TTL_MS)).toBe(true);
  });

  it('lets a lease expire by the clock, to the millisecond', async () => {
    const { stores, others, clock } = opened();
    const name = `lease-${randomUUID()}`;
    expect(await stores.coordinator.acquireLease(name, 'a', TTL_MS)).toBe(true);
    clock.advance(TTL_MS - 1);
    expect(await others.coordinator.acquireLease(name, 'b', TTL_MS)).toBe(false);
    clock.advance(1);
    expect(await others.coordinator.acquireLease(name, 'b', TTL_MS)).toBe(true);
    expect(await stores.coordinator.acquireLease(name, 'a', TTL_MS)).toBe(false);
  });

  it('gives an expired lease to one of many', async () => {
    const { stores, others, clock } = opened();
    const name = `lease-${randomUUID()}`;
    await stores.coordinator.acquireLease(name, 'gone', TTL_MS);
    clock.advance(TTL_MS);
    const taken = await together((caller) =>
      (caller % 2 === 0 ? stores : others).coordinator.acquireLease(name, `owner-${caller}`, TTL_MS),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('lets its owner renew it', async () => {
    const { stores, others, clock } = opened();
    const name = `lease-${randomUUID()}`;
    await stores.coordinator.acquireLease(name, 'a', TTL_MS);
    clock.advance(TTL_MS / 2);
    expect(await stores.coordinator.acquireLease(name, 'a', TTL_MS)).toBe(true);
    clock.advance(TTL_MS / 2);
    expect(await others.coordinator.acquireLease(name, 'b', TTL_MS)).toBe(false);
  });

  it('is free once its owner, and nobody else, released it', async () => {
    const { stores, others } = opened();
    const name = `lease-${randomUUID()}`;
    await stores.coordinator.acquireLease(name, 'a', TTL_MS);
    await others.coordinator.releaseLease(name, 'b');
    expect(await others.coordinator.acquireLease(name, 'b', TTL_MS)).toBe(false);
    await stores.coordinator.releaseLease(name, 'a');
    expect(await others.coordinator.acquireLease(name, 'b', TTL_MS)).toBe(true);
    await stores.coordinator.releaseLease(`none-${name}`, 'a');
  });
}

function idCases(opened: Opened): void {
  it('starts at 1 and goes on behind what was taken', async () => {
    const { stores, others } = opened();
    const sequence = `ids-${randomUUID()}`;
    expect(await stores.coordinator.takeIds(sequence, 3)).toBe(1);
    expect(await others.coordinator.takeIds(sequence, 1000)).toBe(4);
    expect(await stores.coordinator.takeIds(sequence, 1)).toBe(1004);
    expect(await stores.coordinator.takeIds(`other-${sequence}`, 1)).toBe(1);
  });

  it('never gives a number twice', async () => {
    const { stores, others } = opened();
    const sequence = `ids-${randomUUID()}`;
    const ranges = await together(async (caller) => {
      const { coordinator } = caller % 2 === 0 ? stores : others;
      const first = await coordinator.takeIds(sequence, caller + 1);
      return Array.from({ length: caller + 1 }, (_, place) => first + place);
    });
    const ids = ranges.flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBe(1);
  });
}
