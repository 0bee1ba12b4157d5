import { PortError } from '@sluice/ports';
import type { Database } from './database';
import { createGroupCommit } from './group-commit';

/** Counts what begins, and undoes what a transaction that throws has noted. */
function setUp(failure?: Error) {
  const noted: string[] = [];
  let transactions = 0;
  const transaction = <T>(work: () => T): T => {
    transactions += 1;
    const before = noted.length;
    try {
      if (failure !== undefined) throw failure;
      return work();
    } catch (error) {
      noted.splice(before);
      throw error;
    }
  };
  const note = (name: string) => (): string => {
    noted.push(name);
    return name;
  };
  const commit = createGroupCommit({ transaction } as Database);
  return { commit, note, noted, transactions: () => transactions };
}

describe('group commit', () => {
  it('takes the works of one turn together, in order, and those of the next turn after them', async () => {
    const { commit, note, noted, transactions } = setUp();
    expect(await Promise.all([commit(note('a')), commit(note('b'))])).toEqual(['a', 'b']);
    expect(transactions()).toBe(1);
    await commit(note('c'));
    expect(transactions()).toBe(2);
    expect(noted).toEqual(['a', 'b', 'c']);
  });

  it('does not fail the neighbours of a work that throws', async () => {
    const { commit, note, noted } = setUp();
    const refused = new PortError('refused', 'not this one');
    const refuse = (): never => {
      throw refused;
    };
    const results = await Promise.allSettled([commit(note('a')), commit(refuse), commit(note('b'))]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: refused },
      { status: 'fulfilled', value: 'b' },
    ]);
    expect(noted).toEqual(['a', 'b']);
  });

  it('asks a store that is away only once for all', async () => {
    const away = new PortError('unavailable', 'busy');
    const { commit, note, transactions } = setUp(away);
    const results = await Promise.allSettled([commit(note('a')), commit(note('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(transactions()).toBe(1);
  });
});
