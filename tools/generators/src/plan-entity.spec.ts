import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { entityGaps } from './entity-gaps';
import { entityNames } from './entity-names';
import { planEntity } from './plan-entity';
import { projectReader, writeChanges } from './project-files';

const ROOT = join(__dirname, '..', '..', '..');
const card = entityNames('loyalty_card', 'customers', 'code');

/** The compiler's complaints about a lib of the project in that folder. */
function complaints(root: string, lib: string): string[] {
  const read = (path: string): string | undefined => ts.sys.readFile(path);
  const config = ts.readConfigFile(join(root, lib, 'tsconfig.lib.json'), read);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(root, lib));
  const program = ts.createProgram(fileNames, {
    ...options,
    noEmit: true,
    composite: false,
    incremental: false,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('a generated entity', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-generators-'));
    for (const path of ['libs/schemas', 'libs/processing/src', 'apps/consumer-customers', 'docs'])
      cpSync(join(ROOT, path), join(root, path), { recursive: true });
    for (const path of ['docker-compose.yml', 'Dockerfile', 'tsconfig.base.json', 'package.json'])
      cpSync(join(ROOT, path), join(root, path));
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('lacks only its line in the docs, and compiles', () => {
    writeChanges(root, planEntity(projectReader(root), card));
    expect(entityGaps(projectReader(root), [card])).toEqual([
      'loyalty_card lacks a line in the glossary or the docs (docs/entities.md)',
    ]);
    expect(complaints(root, 'libs/schemas')).toEqual([]);
  });

  it('is not made twice', () => {
    writeChanges(root, planEntity(projectReader(root), card));
    expect(() => planEntity(projectReader(root), card)).toThrow('loyalty_card is there already');
  });

  it('needs a consumer that there is', () => {
    const lost = entityNames('moon_rock', 'moon', 'code');
    expect(() => planEntity(projectReader(root), lost)).toThrow('no consumer moon');
  });

  it('is not put into a file of another shape', () => {
    writeFileSync(join(root, 'libs/schemas/src/registry/customers.ts'), 'export {};\n');
    expect(() => planEntity(projectReader(root), card)).toThrow(/registry\/customers\.ts has no place/);
  });

  it.each(['', 'Loyalty', 'loyalty-card', '1st', '__proto__', 'a b'])('is not called %j', (name) => {
    expect(() => entityNames(name, 'customers', 'code')).toThrow('expected words_in_lower_case');
  });
});
