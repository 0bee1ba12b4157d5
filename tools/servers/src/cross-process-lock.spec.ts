import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { withLock } from './cross-process-lock';

const nameOf = (what: string): string => `spec ${what} ${String(process.pid)}`;

describe('withLock', () => {
  it('lets one body in at a time and frees the lock after a throw', async () => {
    const inside: string[] = [];
    const body = (name: string) => async (): Promise<void> => {
      inside.push(`${name} in`);
      await new Promise(setImmediate);
      inside.push(`${name} out`);
      if (name === 'a') throw new Error('a failed');
    };
    const name = nameOf('order');
    const results = await Promise.allSettled([withLock(name, body('a')), withLock(name, body('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(inside).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('gives up at its deadline', async () => {
    const name = nameOf('deadline');
    await withLock(name, async () => {
      await expect(withLock(name, () => Promise.resolve(), 150)).rejects.toThrow('holds the lock');
    });
  });

  it('is free again when its holder was killed', async () => {
    const name = nameOf('crash');
    const path = `\\0sluice-${createHash('sha256').update(name).digest('hex')}`;
    const hold = `require('node:net').createServer().listen({path:'${path}'},()=>console.log('held'))`;
    const holder = spawn(process.execPath, ['-e', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    await expect(withLock(name, () => Promise.resolve(), 150)).rejects.toThrow('holds the lock');
    holder.kill('SIGKILL');
    expect(await withLock(name, () => Promise.resolve('mine'))).toBe('mine');
  });
});
