import { createGate } from './gate';
import { createPasswords } from './passwords';

/** Cheap: what is asked here does not depend on the cost. */
const passwords = createPasswords({ logN: 4, r: 8, p: 1 });

describe('createPasswords', () => {
  it('refuses another password, and every password where there is no hash', async () => {
    const hash = await passwords.hash('correct horse');
    for (const wrong of ['correct hors', 'correct horse ', 'Correct horse', '']) {
      expect(await passwords.verify(wrong, hash)).toBe(false);
    }
    expect(await passwords.verify('correct horse', null)).toBe(false);
  });

  it.each(['', 'plain', 'scrypt$4$8$1$$', 'scrypt$15$8$3$abc$def'])('refuses the hash %j', async (hash) => {
    expect(await passwords.verify('', hash)).toBe(false);
    expect(await passwords.verify('plain', hash)).toBe(false);
  });

  it('takes the password of a hash, of whatever cost and script', async () => {
    for (const password of ['correct horse', 'pässwörd 😀', 'x'.repeat(1000)]) {
      expect(
        await createPasswords({ logN: 5, r: 4, p: 2 }).verify(password, await passwords.hash(password)),
      ).toBe(true);
    }
  });

  it('salts: equal passwords have other hashes, which do not show them', async () => {
    const [a, b] = [await passwords.hash('correct horse'), await passwords.hash('correct horse')];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^scrypt\$4\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  });

  it('costs what is promised unless told', async () => {
    expect(await createPasswords().hash('correct horse')).toMatch(/^scrypt\$15\$8\$3\$/);
  });
});

describe('createGate', () => {
  interface Held {
    readonly done: Promise<unknown>;
    readonly finish: () => void;
  }
  const hold = (gate: ReturnType<typeof createGate>, started: string[], name: string): Held => {
    let finish = (): void => undefined;
    const until = new Promise<void>((resolve) => (finish = resolve));
    const done = gate(() => {
      started.push(name);
      return until;
    });
    return { done, finish: () => finish() };
  };

  it('runs so many at once, others in order of arrival, and refuses those who find no room', async () => {
    const gate = createGate({ running: 2, waiting: 1 });
    const started: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => hold(gate, started, name));
    await expect(gate(() => Promise.resolve())).rejects.toMatchObject({
      code: 'unavailable',
      retriable: true,
    });
    expect(started).toEqual(['a', 'b']);
    a?.finish();
    await a?.done;
    await Promise.resolve();
    expect(started).toEqual(['a', 'b', 'c']);
    b?.finish();
    c?.finish();
    await Promise.all([b?.done, c?.done]);
  });

  it('goes on after work that failed', async () => {
    const gate = createGate({ running: 1, waiting: 1 });
    const failing = gate(() => Promise.reject(new Error('no')));
    const next = gate(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
    expect(await gate(() => Promise.resolve('later'))).toBe('later');
  });
});
