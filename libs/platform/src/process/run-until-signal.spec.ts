import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './until.fixture';

interface Child {
  readonly process: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly exit: Promise<number | string | null>;
}

const children: ChildProcess[] = [];

function run(args: readonly string[], env: Record<string, string> = {}): Child {
  const hook = join(__dirname, 'typescript.fixture.cjs');
  const app = join(__dirname, 'app.fixture.ts');
  const child = spawn(process.execPath, ['-C', '@sluice/source', '-r', hook, app, ...args], {
    env,
  });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const exit = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string | null);
  return { process: child, out: () => out, err: () => err, exit };
}

const ready = (child: Child): Promise<void> => until(() => child.out().includes('"ready"'), 20_000);
const count = (text: string, part: string): number => text.split(part).length - 1;

jest.setTimeout(30_000);
afterEach(() => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
});

describe('runUntilSignal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('closes once on %s and exits with 0', async (signal) => {
    const child = run(['calm']);
    await ready(child);
    child.process.kill(signal);
    expect(await child.exit).toBe(0);
    expect(count(child.out(), '"closing"')).toBe(1);
    expect(child.out()).toContain('"stopped"');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('exits at once on a second signal, %s with %d', async (signal, code) => {
    const child = run(['hang']);
    await ready(child);
    child.process.kill('SIGTERM');
    await until(() => child.out().includes('"closing"'));
    child.process.kill(signal);
    expect(await child.exit).toBe(code);
    expect(child.out()).not.toContain('took too long');
  });

  it('exits in time whatever hangs', async () => {
    const child = run(['hang']);
    await ready(child);
    child.process.kill('SIGTERM');
    expect(await child.exit).toBe(1);
    expect(child.out()).toContain('took too long');
  });

  it.each([
    ['fail', 'cannot close'],
    ['throw', 'cannot start'],
    ['fatal', 'consumer gave up'],
    ['reject', 'nobody caught me'],
    ['uncaught', 'nobody caught me'],
  ])('logs and exits with 1: %s', async (behaviour, text) => {
    const child = run([behaviour]);
    if (behaviour === 'fail') {
      await ready(child);
      child.process.kill('SIGTERM');
    }
    expect(await child.exit).toBe(1);
    expect(child.out()).toContain(text);
  });

  it('lives on when the reader of its output went away', async () => {
    const child = run(['calm']);
    await ready(child);
    // Of a child whose output was thrown away here, 'close' need not come.
    const exit = once(child.process, 'exit');
    child.process.stdout?.destroy();
    child.process.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});

describe('readConfigOrExit', () => {
  it('exits with 78 and one line a mistake', async () => {
    const child = run(['calm'], { SLUICE_LOG_LEVEL: 'loud', SLUICE_HSH_KEY: 'x' });
    expect(await child.exit).toBe(78);
    expect(child.err().match(/^ {2}SLUICE_\w+: /gm)).toEqual(['  SLUICE_LOG_LEVEL: ', '  SLUICE_HSH_KEY: ']);
    expect(child.out()).toBe('');
  });

  it('prints the effective settings on --print-config and exits with 0', async () => {
    const child = run(['calm', '--print-config'], { SLUICE_HASH_KEY: 'hunter2'.repeat(6) });
    expect(await child.exit).toBe(0);
    expect(child.out()).toBe('SLUICE_LOG_LEVEL=info\nSLUICE_HASH_KEY=***\n');
  });
});
