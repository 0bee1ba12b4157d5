import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from './app-list';
import { untilTrue } from './poll';
import { runsWith } from './process-identity';
import { superviseApps } from './supervise-apps';

const SERVES =
  "process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); console.log('up'); setInterval(() => {}, 1000);";
const IS_DEAF = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000);";
const ENDS = "console.error('cannot'); process.exit(3);";

describe('superviseApps', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-supervise-'));
  afterAll(() => {
    rmSync(dir, { recursive: true });
  });

  function supervise(programs: Record<string, string>) {
    const apps: App[] = Object.entries(programs).map(([name, program]) => {
      const script = join(dir, `${name}.js`);
      writeFileSync(script, program);
      return { name, script };
    });
    const lines: string[] = [];
    const spawned: { pid: number; app: App }[] = [];
    const supervisor = superviseApps(apps, {
      environmentOf: () => process.env,
      onLine: ({ name }, line) => {
        lines.push(`${name}: ${line}`);
      },
      onSpawn: (pid, app) => {
        spawned.push({ pid, app });
      },
    });
    const seen = (line: string, times = 1): Promise<boolean> =>
      untilTrue(() => lines.filter((one) => one === line).length >= times, { timeoutMs: 15_000 });
    const leftovers = () => spawned.filter(({ pid, app }) => runsWith(pid, app.script));
    return { supervisor, lines, spawned, seen, leftovers };
  }

  it('passes lines on, stops gracefully and leaves nothing', async () => {
    const { supervisor, lines, seen, leftovers } = supervise({ one: SERVES, two: SERVES });
    expect(await seen('one: up')).toBe(true);
    expect(await seen('two: up')).toBe(true);
    await supervisor.stop(10_000);
    expect(lines).toEqual(expect.arrayContaining(['one: bye', 'two: bye']));
    expect(leftovers()).toEqual([]);
  });

  it('starts an app that ended or was killed again, its neighbour stays', async () => {
    const { supervisor, spawned, seen, lines } = supervise({ bad: ENDS, killed: SERVES, good: SERVES });
    expect(await seen('bad: cannot', 2)).toBe(true);
    expect(lines).toContain('bad: ended (exit code 3); started again in 0.2 s');
    expect(await seen('killed: up')).toBe(true);
    const victim = spawned.find(({ app }) => app.name === 'killed');
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    expect(await seen('killed: up', 2)).toBe(true);
    expect(await seen('good: up')).toBe(true);
    await supervisor.stop(10_000);
    expect(spawned.filter(({ app }) => app.name === 'good')).toHaveLength(1);
  });

  it('kills what does not end in time, and all at once when told so', async () => {
    const first = supervise({ deaf: IS_DEAF });
    expect(await first.seen('deaf: up')).toBe(true);
    await first.supervisor.stop(200);
    expect(first.leftovers()).toEqual([]);
    const second = supervise({ deaf: IS_DEAF });
    expect(await second.seen('deaf: up')).toBe(true);
    const stopped = second.supervisor.stop(60_000);
    second.supervisor.killNow();
    await stopped;
    expect(second.leftovers()).toEqual([]);
  });
});
