import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './database';
import { lockDirectory } from './lock-directory';

/** Takes the lock as another process would, by the means of lockDirectory itself. */
const HOLDER = `
  const Libsql = require('libsql');
  const connection = new Libsql(process.argv[1], { timeout: 0 });
  connection.exec('BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => connection.open, 1000);
`;

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'sluice-lock-')), 'made', 'here');
});
afterEach(() => {
  rmSync(join(directory, '..', '..'), { recursive: true, force: true });
});

describe('lockDirectory', () => {
  test('is exclusive, names the directory, and is given up once', async () => {
    const release = await lockDirectory(directory);
    const second = lockDirectory(directory);
    await expect(second).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(directory),
    });
    release();
    release();
    (await lockDirectory(directory))();
  });

  test('keeps nobody from the stores beside it', async () => {
    const release = await lockDirectory(directory);
    const store = openDatabase({ path: join(directory, 'store.db') });
    store.exec('CREATE TABLE t (id INTEGER)');
    store.close();
    release();
  });

  test('dies with a process that is killed', async () => {
    (await lockDirectory(directory))();
    const holder = spawn(process.execPath, ['-e', HOLDER, join(directory, 'lock.db')], { cwd: __dirname });
    try {
      await once(holder.stdout, 'data');
      await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'locked' });
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    (await lockDirectory(directory))();
  });
});
