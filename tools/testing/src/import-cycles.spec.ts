import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

/** The linter passes over cycles made of types alone; a reader who must know two files at once does not. */

const ROOT = resolve(__dirname, '..', '..', '..');

function projectFolders(): Map<string, string> {
  const manifests = ['libs', 'apps', 'tools'].flatMap((top) =>
    readdirSync(join(ROOT, top), { withFileTypes: true, recursive: true })
      .filter(
        ({ name, parentPath }) => name === 'package.json' && !/node_modules|dist|out-tsc/u.test(parentPath),
      )
      .map(({ parentPath }) => parentPath),
  );
  return new Map(
    manifests.map((folder) => {
      const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
      return [name, folder];
    }),
  );
}

const projects = projectFolders();

const sources = [...projects.values()].flatMap((folder) =>
  existsSync(join(folder, 'src'))
    ? readdirSync(join(folder, 'src'), { withFileTypes: true, recursive: true })
        .filter(({ name }) => name.endsWith('.ts'))
        .map(({ name, parentPath }) => join(parentPath, name))
    : [],
);

function importsOf(file: string): string[] {
  return preProcessFile(readFileSync(file, 'utf8')).importedFiles.flatMap(({ fileName }) => {
    const folder = projects.get(fileName);
    if (folder !== undefined) return [join(folder, 'src', 'index.ts')];
    return fileName.startsWith('.') ? [`${resolve(dirname(file), fileName)}.ts`] : [];
  });
}

/** Depth first: a file that is met again while it is still open closes a cycle. */
function findCycle(files: readonly string[]): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, open: readonly string[]): string[] | undefined => {
    if (open.includes(file)) return [...open.slice(open.indexOf(file)), file];
    if (done.has(file) || !existsSync(file)) return undefined;
    for (const next of importsOf(file)) {
      const cycle = visit(next, [...open, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

it('has no import cycle in any project or across them, types included', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(findCycle(sources)?.map((file) => relative(ROOT, file)) ?? []).toEqual([]);
});
