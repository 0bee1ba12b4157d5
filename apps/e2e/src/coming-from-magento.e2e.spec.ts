import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from './harness/project';
import { startStandalone } from './harness/start-standalone';
import { hasShape } from './has-shape.fixture';
import { useInstance } from './use-instance.fixture';

const run = promisify(execFile);
const document = readFileSync(join(PROJECT_ROOT, 'docs', 'magento.md'), 'utf8');

/** The commands of the section, each with the shape that stands behind it. */
function commandsOf(text: string): { line: string; shape: string }[] {
  const section = /\n## Coming from Magento\n([^]*?)\n## /.exec(text)?.[1] ?? '';
  const block = /```sh\n([^]*?)```/.exec(section)?.[1] ?? '';
  const lines = block.split('\n').filter((line) => line !== '' && !/^# (?!->)/.test(line));
  return lines.flatMap((line, index) =>
    line.startsWith('# -> ') ? [] : [{ line, shape: lines[index + 1]?.replace('# -> ', '') ?? '' }],
  );
}

describe("docs/magento.md, 'Coming from Magento'", () => {
  const commands = commandsOf(document);
  const { current } = useInstance(() => startStandalone());

  it('has commands, and every one has the shape of its answer', () => {
    expect(commands.length).toBeGreaterThanOrEqual(8);
    for (const { line, shape } of commands) {
      expect(line).toMatch(/^curl /);
      expect(() => JSON.parse(shape) as unknown).not.toThrow();
    }
  });

  it.each(commands)('$line', async ({ line, shape }) => {
    const env = { PATH: process.env['PATH'] ?? '', SLUICE: current().url };
    const { stdout } = await run('sh', ['-c', line], { env });
    const answer = JSON.parse(stdout) as unknown;
    expect({ answer, fits: hasShape(answer, JSON.parse(shape)) }).toEqual({ answer, fits: true });
  });
});

describe('a shape', () => {
  it.each([
    [{ a: 1 }, { a: '...' }],
    [
      { a: 1, b: 2 },
      { a: 1, '...': '...' },
    ],
    [[{ a: [] }], [{ a: '...' }]],
    ['text', '...'],
    ['slc_1', 'slc_...'],
  ])('%j fits %j', (value, shape) => {
    expect(hasShape(value, shape)).toBe(true);
  });

  it.each([
    [{ a: 1, b: 2 }, { a: '...' }],
    [{}, { a: '...' }],
    [{ b: 1 }, { a: '...', '...': '...' }],
    [[1, 2], ['...']],
    [{ message: 'no' }, 'slc_...'],
    ['token', 'slc_...'],
    [null, {}],
    [[], {}],
    [1, '1'],
  ])('%j does not fit %j', (value, shape) => {
    expect(hasShape(value, shape)).toBe(false);
  });
});
