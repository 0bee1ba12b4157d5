import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilTrue } from './poll';
import { runsWith } from './process-identity';

/** Starts a process that watches over nothing, under a guard told by hand, as an owner would. */
const OWNER = `
const { spawn } = require('node:child_process');
const [guard, script, dir, marker] = process.argv.slice(1);
const child = spawn(process.execPath, [script], { detached: true, stdio: 'ignore' });
const watcher = spawn(process.execPath, [guard, '0', dir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
watcher.stdin.write('+' + child.pid + ' ' + (marker || script) + '\\n', () => console.log(child.pid));
setInterval(() => {}, 1000);
`;

describe('the guard', () => {
  const scripts = mkdtempSync(join(tmpdir(), 'sluice-guard-'));
  afterAll(() => {
    rmSync(scripts, { recursive: true });
  });

  async function killedOwner(marker?: string) {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-guarded-'));
    const script = join(scripts, 'idle.js');
    writeFileSync(script, 'setInterval(() => {}, 1000);');
    const args = [
      '-e',
      OWNER,
      join(__dirname, '..', 'guard.cjs'),
      script,
      dir,
      ...(marker === undefined ? [] : [marker]),
    ];
    const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output] = (await once(owner.stdout, 'data')) as [Buffer];
    owner.kill('SIGKILL');
    return { pid: Number(output.toString()), dir, script };
  }

  it('ends what a killed owner left, and removes its folder', async () => {
    const { pid, dir, script } = await killedOwner();
    expect(await untilTrue(() => !existsSync(dir), { timeoutMs: 15_000 })).toBe(true);
    expect(runsWith(pid, script)).toBe(false);
  });

  it('does not touch a process that is another one now', async () => {
    const { pid, dir, script } = await killedOwner('/a/path/of/somebody/else');
    expect(await untilTrue(() => !existsSync(dir), { timeoutMs: 15_000 })).toBe(true);
    expect(runsWith(pid, script)).toBe(true);
    process.kill(pid, 'SIGKILL');
  });
});
