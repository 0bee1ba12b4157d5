import { PortError, type StoredToken } from '@sluice/ports';
import { memoryTokens, settableClock } from './memory-tokens.fixture';
import { createTokenLookup } from './token-lookup';
import { storedToken } from './stored-token.fixture';

const LIFE_MS = 4_000;

const setUp = (maxEntries = 100) => {
  const clock = settableClock();
  const tokens = new Map<string, StoredToken>();
  const asked: string[] = [];
  const find = (id: string): Promise<StoredToken | null> => {
    asked.push(id);
    return Promise.resolve(tokens.get(id) ?? null);
  };
  return { clock, tokens, asked, lookup: createTokenLookup({ find, clock, lifeMs: LIFE_MS, maxEntries }) };
};

/** A store whose answers come when the test says so. */
const slowStore = () => {
  const waiting: ((token: StoredToken | null) => void)[] = [];
  const find = (): Promise<StoredToken | null> => new Promise((resolve) => waiting.push(resolve));
  return { waiting, find };
};

describe('createTokenLookup', () => {
  it('asks once while the answer is young, and again when it is not', async () => {
    const { clock, tokens, asked, lookup } = setUp();
    tokens.set('a', storedToken('a'));
    expect(await lookup('a')).toEqual(storedToken('a'));
    tokens.set('a', storedToken('a', { revokedAt: 1 }));
    clock.advance(LIFE_MS - 1);
    expect(await lookup('a')).toEqual(storedToken('a'));
    expect(asked).toHaveLength(1);
    clock.advance(1);
    expect(await lookup('a')).toMatchObject({ revokedAt: 1 });
    expect(asked).toHaveLength(2);
  });

  it('remembers as long that there is none, and finds it afterwards', async () => {
    const { clock, tokens, asked, lookup } = setUp();
    expect(await lookup('a')).toBeNull();
    tokens.set('a', storedToken('a'));
    expect(await lookup('a')).toBeNull();
    expect(asked).toHaveLength(1);
    clock.advance(LIFE_MS);
    expect(await lookup('a')).toEqual(storedToken('a'));
  });

  it('does not trust an answer from the future, after the clock was set back', async () => {
    const { clock, asked, lookup } = setUp();
    await lookup('a');
    clock.advance(-1);
    await lookup('a');
    expect(asked).toHaveLength(2);
  });

  it('is bounded, and made-up ids push out nothing but each other', async () => {
    const { tokens, asked, lookup } = setUp(3);
    tokens.set('real', storedToken('real'));
    await lookup('real');
    for (let count = 0; count < 10; count++) await lookup(`made-up-${String(count)}`);
    asked.splice(0);
    await lookup('real');
    await lookup('made-up-9');
    expect(asked).toEqual([]);
    await lookup('made-up-0');
    expect(asked).toEqual(['made-up-0']);
  });

  it('lets callers of one id share a question, but not one that is too old', async () => {
    const clock = settableClock();
    const { waiting, find } = slowStore();
    const lookup = createTokenLookup({ find, clock, lifeMs: LIFE_MS, maxEntries: 10 });
    const [a, b] = [lookup('a'), lookup('a')];
    clock.advance(LIFE_MS);
    const c = lookup('a');
    expect(waiting).toHaveLength(2);
    waiting[1]?.(storedToken('a', { name: 'later' }));
    expect(await c).toMatchObject({ name: 'later' });
    waiting[0]?.(storedToken('a', { name: 'sooner' }));
    expect(await Promise.all([a, b])).toMatchObject([{ name: 'sooner' }, { name: 'sooner' }]);
    expect(await lookup('a')).toMatchObject({ name: 'later' });
  });

  it('counts the age of an answer from its question', async () => {
    const clock = settableClock();
    const { waiting, find } = slowStore();
    const lookup = createTokenLookup({ find, clock, lifeMs: LIFE_MS, maxEntries: 10 });
    const slow = lookup('a');
    clock.advance(LIFE_MS);
    waiting[0]?.(storedToken('a'));
    await slow;
    void lookup('a');
    expect(waiting).toHaveLength(2);
  });

  it('rejects as the store does, and asks anew the next time', async () => {
    const store = memoryTokens();
    let broken = true;
    const find = (id: string) =>
      broken ? Promise.reject(new PortError('unavailable', 'gone')) : store.find(id);
    const lookup = createTokenLookup({ find, clock: settableClock(), lifeMs: LIFE_MS, maxEntries: 10 });
    const [a, b] = [lookup('a'), lookup('a')];
    await expect(a).rejects.toMatchObject({ code: 'unavailable' });
    await expect(b).rejects.toMatchObject({ code: 'unavailable' });
    broken = false;
    expect(await lookup('a')).toBeNull();
  });
});
