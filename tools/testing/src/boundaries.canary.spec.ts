import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Known-bad texts go through the real lint. A rule that fell asleep would leave all other files green. */

interface Finding {
  readonly ruleId: string | null;
  readonly message: string;
}

const ROOT = resolve(__dirname, '..', '..', '..');
const BOUNDARIES = '@nx/enforce-module-boundaries';
const LINT_TIMEOUT_MS = 120_000;

// Empty at first: with no cached project graph, Nx's rule alone would skip every file in silence.
const graphFolder = mkdtempSync(join(tmpdir(), 'boundaries-canary-'));

afterAll(() => {
  rmSync(graphFolder, { recursive: true, force: true });
});

/** Lints a text as if it stood in the named file, which must exist: the type-checked rules ask its project. */
function lint(file: string, text: string): Promise<string[]> {
  const eslint = join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const args = [eslint, '--stdin', '--stdin-filename', file, '--format', 'json'];
  const env = { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: graphFolder };
  return new Promise((settle, fail) => {
    const child = execFile(process.execPath, args, { cwd: ROOT, env }, (_error, stdout, stderr) => {
      const json = stdout.slice(Math.max(0, stdout.indexOf('[{')));
      try {
        const [result] = JSON.parse(json) as { messages: Finding[] }[];
        settle((result?.messages ?? []).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`));
      } catch {
        fail(new Error(`eslint gave no result\n${stdout}\n${stderr}`));
      }
    });
    child.stdin?.end(text);
  });
}

const about = (rule: string, part: string) =>
  expect.stringMatching(new RegExp(`^${rule}: [^]*${part}`, 'u')) as unknown;

/** One bad file for each project: the imports and what is expected to be said about them. */
interface BadFile {
  readonly file: string;
  readonly lines: readonly string[];
  readonly findings: readonly (readonly [rule: string, part: string])[];
}

const BAD_FILES: readonly BadFile[] = [
  {
    file: 'libs/dialects/magento/src/index.ts',
    lines: ["import { Kafka } from 'kafkajs';", "import { createKafkaBus } from '@sluice/bus-kafka';"],
    findings: [
      [BOUNDARIES, 'not allowed to import "kafkajs"'],
      [BOUNDARIES, '"type:dialect" can only depend on'],
    ],
  },
  {
    file: 'libs/schemas/src/index.ts',
    lines: ["import { Router } from 'express';", "import { systemClock } from '@sluice/ports';"],
    findings: [
      [BOUNDARIES, 'not allowed to import "express"'],
      [BOUNDARIES, 'Circular dependency'],
    ],
  },
  {
    file: 'libs/adapters/bus-kafka/src/index.ts',
    lines: [
      "import { connect } from 'mongoose';",
      "import { openDatabase } from '@sluice/sqlite-driver';",
      "import { provideServers } from '@sluice/servers';",
    ],
    findings: [
      [BOUNDARIES, 'not allowed to import "mongoose"'],
      [BOUNDARIES, '"scope:kafka" can only depend on'],
      [BOUNDARIES, '"type:adapter" can only depend on'],
    ],
  },
  {
    file: 'libs/ports/src/errors.ts',
    lines: ["import { systemClock } from './index';"],
    findings: [['import-x/no-cycle', 'cycle']],
  },
  {
    file: 'libs/intake/src/index.ts',
    lines: [
      "import { PortError } from '../../ports/src/errors';",
      "import { Clock } from '@sluice/ports/dist/clock';",
      'export const loose: any = process.env.LOOSE;',
      '/* eslint-disable no-console */',
      'console.log(loose);',
    ],
    findings: [
      [BOUNDARIES, 'cannot be imported by a relative'],
      ['no-restricted-imports', '@sluice/ports/dist/clock'],
      ['@typescript-eslint/no-explicit-any', 'any'],
      ['no-restricted-properties', 'process.env'],
      ['sluice/disable-with-reason', 'why'],
    ],
  },
];

describe('the lint of a known-bad file', () => {
  it(
    'refuses a slice that imports another slice, with no project graph cached before',
    async () => {
      expect(existsSync(join(graphFolder, 'project-graph.json'))).toBe(false);
      const found = await lint('libs/intake/src/index.ts', "import { findBulk } from '@sluice/tracking';\n");
      expect(found).toContainEqual(about(BOUNDARIES, '"type:slice" can only depend on'));
      expect(existsSync(join(graphFolder, 'project-graph.json'))).toBe(true);
    },
    LINT_TIMEOUT_MS,
  );

  it.each(BAD_FILES)(
    'refuses what $file must not do',
    async ({ file, lines, findings }) => {
      const found = await lint(file, `${lines.join('\n')}\n`);
      for (const [rule, part] of findings) expect(found).toContainEqual(about(rule, part));
    },
    LINT_TIMEOUT_MS,
  );

  it(
    'accepts what is allowed',
    async () => {
      const allowed =
        "export { type Clock } from '@sluice/ports';\nexport { type Bulk } from '@sluice/schemas';\n";
      const found = await lint('libs/intake/src/index.ts', allowed);
      expect(found.filter((line) => /^(?:@nx|import-x|sluice|no-)/u.test(line))).toEqual([]);
    },
    LINT_TIMEOUT_MS,
  );
});
