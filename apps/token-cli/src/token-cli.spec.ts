import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAccess, type Access } from '@sluice/access';
import { silentLogger, systemClock, type TokenStore } from '@sluice/ports';
import { embeddedTokens } from '@sluice/wiring-embedded';

const HOOK = resolve(__dirname, '../../../libs/platform/src/process/typescript.fixture.cjs');
const MAIN = join(__dirname, 'main.ts');
const PASSWORD = 'correct horse';

jest.setTimeout(60_000);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a process of its own, with nothing of our environment. */
async function run(env: Record<string, string>, args: readonly string[], input?: string): Promise<Ended> {
  const child = spawn(process.execPath, ['-C', '@sluice/source', '-r', HOOK, MAIN, ...args], { env });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  // Left open where there is an input: whoever types a password does not close the terminal either.
  if (input === undefined) child.stdin.end();
  else child.stdin.write(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

const idOf = (token: string): string => token.split('_')[1] ?? '';

describe('npm run token', () => {
  let folder: string;
  let env: Record<string, string>;
  const token = (args: string, input?: string): Promise<Ended> => run(env, args.split(' '), input);
  /** What a gateway on the same folder has open meanwhile. */
  const beside = async <Result>(work: (access: Access, tokens: TokenStore) => Promise<Result>) => {
    const { tokens, close } = await embeddedTokens(folder);
    const pepper = (await readFile(join(folder, 'keys/token-pepper'), 'utf8')).trim();
    const access = createAccess({ tokens, clock: systemClock, logger: silentLogger, pepper, mode: 'token' });
    try {
      return await work(access, tokens);
    } finally {
      await access.close();
      await close();
    }
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-token-cli-'));
    env = { SLUICE_DATA_DIR: folder };
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says what is wrong with a command line, shows the usage, and exits with 2', async () => {
    for (const args of ['', 'create', 'create --scope all', 'revoke', 'create --scope admin --expires 1y']) {
      const { code, out, err } = await token(args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^.+\n\nusage:\n/);
    }
  });

  it('exits with 1 for an id that is not there, and with 78 for wrong settings', async () => {
    const unknown = await token('revoke abcdefABCDEF');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('has the id abcdefABCDEF') });
    env = { ...env, SLUICE_TOKEN_PEPPER: 'short' };
    expect(await token('list')).toMatchObject({
      code: 78,
      err: expect.stringContaining('SLUICE_TOKEN_PEPPER: '),
    });
  });

  it('refuses a short password, and keeps no account', async () => {
    const { code, err } = await token('account anna --scope admin', 'seven77\n');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('at least 8 characters') });
    expect((await token('account anna --scope admin')).code).toBe(2);
  });

  it('makes a token in a folder that is not there yet, and shows it once', async () => {
    env = { SLUICE_DATA_DIR: join(folder, 'new') };
    const { code, out } = await token('create --scope status:read --name first');
    expect(code).toBe(0);
    expect(out).toMatch(/^slc_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}\n$/);
    const listed = await token('list');
    expect(listed.out).toMatch(
      new RegExp(`^ID .*\\n${idOf(out)} +valid +integration +first .*status:read\\n$`),
    );
    expect(listed.out + listed.err).not.toContain(out.trim().slice(17));
  });

  it('makes and revokes tokens beside a service on the same folder', async () => {
    const made = (
      await token('create --scope magento:products:write --store french --expires 1h')
    ).out.trim();
    await beside(async (access, tokens) => {
      const later = (await token('create --scope admin')).out.trim();
      expect(await access.authenticate(`Bearer ${later}`)).toMatchObject({ scopes: ['admin'], stores: null });
      expect((await token(`revoke ${idOf(made)}`)).code).toBe(0);
      expect(await access.authenticate(`Bearer ${made}`)).toBeNull();
      const stored = await tokens.find(idOf(made));
      expect(stored).toMatchObject({ stores: ['french'], revokedAt: expect.any(Number) });
      expect((stored?.expiresAt ?? 0) - (stored?.createdAt ?? 0)).toBe(3_600_000);
    });
  });

  it('makes an account that can log in, and changes it', async () => {
    await token('create --scope admin');
    expect((await token('account anna --scope status:read', `${PASSWORD}\n`)).code).toBe(0);
    await beside(async (access) => {
      expect(await access.issueAdminToken('anna', `${PASSWORD}!`)).toBeNull();
      const login = await access.issueAdminToken('anna', PASSWORD);
      expect(await access.authenticate(`Bearer ${login ?? ''}`)).toMatchObject({
        owner: 'admin:anna',
        scopes: ['status:read'],
      });
      expect((await token('account anna --scope admin', 'another horse\r\n')).code).toBe(0);
      expect(await access.issueAdminToken('anna', PASSWORD)).toBeNull();
      expect(await access.issueAdminToken('anna', 'another horse')).not.toBeNull();
    });
    const files = await Promise.all(
      ['access.db', 'access.db-wal'].map((name) => readFile(join(folder, name)).catch(() => '')),
    );
    for (const file of files) expect(file.includes(PASSWORD)).toBe(false);
  });
});
