import { createHash } from 'node:crypto';
import { createVault } from './create-vault';

const KEY = 'k'.repeat(32);
const vault = createVault({ key: KEY });

const flipped = (sealed: string): string[] =>
  Array.from(sealed).map(
    (char, at) => sealed.slice(0, at) + (char === 'A' ? 'B' : 'A') + sealed.slice(at + 1),
  );

describe('sealing', () => {
  it('opens what it sealed, whatever it is', () => {
    for (const secret of ['', 'Päßwörd 🔑', 'x'.repeat(100_000)])
      expect(vault.open(vault.seal(secret))).toBe(secret);
  });

  it('gives another text every time, and never the secret', () => {
    const sealed = vault.seal('roses-are-red');
    expect(vault.seal('roses-are-red')).not.toBe(sealed);
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('roses');
  });

  it('never uses a nonce twice, however many it seals', () => {
    const sealed = Array.from({ length: 2_000 }, () => vault.seal('the same'));
    const nonces = new Set(sealed.map((text) => text.slice(3, 3 + 16)));
    expect(nonces.size).toBe(sealed.length);
    expect(sealed.map((text) => vault.open(text))).toEqual(sealed.map(() => 'the same'));
  });

  it('refuses what another key sealed, what was changed, and what is no seal', () => {
    const sealed = vault.seal('secret');
    const others = [
      createVault({ key: `${KEY}x` }).seal('secret'),
      '',
      's1.',
      's1.AAAA',
      sealed.slice(3),
      'x',
    ];
    // The last digits of base64url may hold bits that stand for nothing.
    for (const wrong of [...others, ...flipped(sealed).slice(0, -1)]) {
      expect(() => vault.open(wrong)).toThrow(expect.objectContaining({ code: 'refused' }) as Error);
    }
  });
});

describe('hashing', () => {
  it('tells how it was made, salted anew each time', async () => {
    const [one, two] = await Promise.all([vault.hash('secret'), vault.hash('secret')]);
    expect(one).toMatch(/^scrypt\$16384\$8\$1\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/);
    expect(two).not.toBe(one);
    await expect(vault.verify('secret', one)).resolves.toBe(true);
    await expect(vault.verify('Secret', one)).resolves.toBe(false);
  });

  it("knows the original's SHA-256, and no other make", async () => {
    const sha256 = createHash('sha256').update('salt').update('secret').digest('hex');
    await expect(vault.verify('secret', `${sha256}:salt:1`)).resolves.toBe(true);
    for (const hash of [`${sha256}:pepper:1`, `${sha256}:salt:2`, `${sha256}:salt:3_32_2_67108864`, sha256]) {
      await expect(vault.verify('secret', hash)).resolves.toBe(false);
    }
  });

  it('fits nobody: not null, not a text of no make, not a cost that nobody can bear', async () => {
    const hash = `${'A'.repeat(43)}=`;
    const foreign = [
      `scrypt$1048576$8$1$${'A'.repeat(22)}==$${hash}`,
      `scrypt$3$8$1$${'A'.repeat(22)}==$${hash}`,
    ];
    for (const text of [null, '', 'secret', ...foreign]) {
      await expect(vault.verify('secret', text)).resolves.toBe(false);
    }
  });

  it('refuses to check when too many wait, and goes on afterwards', async () => {
    const busy = createVault({ key: KEY, hashConcurrency: 1, maxWaitingChecks: 3 });
    const checks = Array.from({ length: 6 }, () =>
      busy.verify('', null).then(
        () => 'done',
        (e: unknown) => e,
      ),
    );
    const done = await Promise.all(checks);
    expect(done.filter((answer) => answer === 'done')).toHaveLength(4);
    expect(done.at(-1)).toMatchObject({ code: 'unavailable' });
    await expect(busy.verify('', null)).resolves.toBe(false);
  });
});
