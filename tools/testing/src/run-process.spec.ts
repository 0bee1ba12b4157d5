import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endStrays, RUN_MARK } from './end-strays';
import { runProcess, type ProcessOrder } from './run-process';

const folder = mkdtempSync(join(tmpdir(), 'run-process-'));
const pidFile = join(folder, 'pid');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const order = (script: string, rest: Partial<ProcessOrder> = {}): ProcessOrder => ({
  nodeArguments: ['-e', script],
  cwd: folder,
  environment: process.env,
  deadlineMs: 20_000,
  abort: new AbortController().signal,
  ...rest,
});

/** Starts a child that would run for a minute, writes the child's pid, and goes on as `after` says. */
const withChild = (after: string, detached = false): string =>
  `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'],
     { stdio: 'ignore', detached: ${String(detached)} });
   require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid)); child.unref(); ${after}`;

const childPid = (): number => Number(readFileSync(pidFile, 'utf8'));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A killed process that nobody has waited for yet is still in the list, as a zombie.
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !stat.includes(') Z ');
}

async function gone(pid: number): Promise<boolean> {
  const deadline = Date.now() + 5_000;
  while (isRunning(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  return !isRunning(pid);
}

describe('runProcess', () => {
  it('tells how a program ended', async () => {
    expect(await runProcess(order(''))).toEqual({ code: 0 });
    expect(await runProcess(order('process.exit(3)'))).toEqual({ code: 3, fault: 'ended with code 3' });
    expect(await runProcess(order("process.kill(process.pid, 'SIGKILL')"))).toEqual({
      code: null,
      fault: 'was ended by SIGKILL',
    });
  });

  it('leaves no child of the program behind', async () => {
    await runProcess(order(withChild('')));
    expect(await gone(childPid())).toBe(true);
  });

  it('ends program and children at the deadline', async () => {
    const end = await runProcess(order(withChild('setTimeout(() => {}, 60000)'), { deadlineMs: 1_000 }));
    expect(end.fault).toBe('did not end within 1 s');
    expect(await gone(childPid())).toBe(true);
  });

  it('ends the program when the run is aborted, and starts none after that', async () => {
    const controller = new AbortController();
    const running = runProcess(order('setTimeout(() => {}, 60000)', { abort: controller.signal }));
    controller.abort();
    expect((await running).fault).toBe('was interrupted');
    expect(await runProcess(order('', { abort: controller.signal }))).toEqual({
      code: null,
      fault: 'was not started',
    });
  });
});

(existsSync('/proc/self/environ') ? describe : describe.skip)('endStrays (needs /proc)', () => {
  it('kills what left its process group, and nothing of another run', async () => {
    const environment = { ...process.env, [RUN_MARK]: 'run-of-this-spec' };
    await runProcess(order(withChild('', true), { environment }));
    expect(isRunning(childPid())).toBe(true);
    expect(endStrays('run-of-another')).toEqual([]);
    expect(endStrays('run-of-this-spec')).toEqual([expect.stringContaining(String(childPid()))]);
    expect(await gone(childPid())).toBe(true);
  });
});
