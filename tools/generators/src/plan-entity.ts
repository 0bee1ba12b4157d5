import type { EntityNames } from './entity-names';
import { modelSource, modelSpecSource, registryEntry, schemaSource, schemaSpecSource } from './templates';

/** A file as it is to be. */
export interface FileChange {
  readonly path: string;
  readonly content: string;
}

/** Reads a file of the project; undefined where there is none. */
export type ReadProjectFile = (path: string) => string | undefined;

const SCHEMAS = 'libs/schemas/src';
const MODELS = 'libs/processing/src';

/** The registry file whose entities this consumer applies. */
export const registryFileOf = (consumer: string): string => `${SCHEMAS}/registry/${consumer}.ts`;

/** Replaces the one place that the pattern finds; a file of another shape is told, not guessed at. */
function insert(path: string, content: string, [pattern, replacement]: readonly [RegExp, string]): string {
  if (!pattern.test(content)) throw new Error(`${path} has no place for ${String(pattern)}`);
  return content.replace(pattern, replacement);
}

function registryChange(read: ReadProjectFile, names: EntityNames): FileChange {
  const { file, variable, type, consumer } = names;
  const path = registryFileOf(consumer);
  const before = read(path);
  if (before === undefined) throw new Error(`no consumer ${consumer}: there is no ${path}`);
  const imported = `import { canonical${type}, ${variable}DeletePayload, ${variable}UpsertPayload } from '../entities/${file}';\n`;
  const entered = insert(path, before, [
    /\n(\/\*\*[^\n]*\*\/\nexport const \w+: readonly EntitySpec\[\] = \[)/,
    `${registryEntry(names)}\n$1${variable}, `,
  ]);
  return { path, content: imported + entered };
}

function modelsChange(read: ReadProjectFile, { name, variable, file }: EntityNames): FileChange {
  const path = `${MODELS}/models.ts`;
  const before = read(path) ?? '';
  const entered = insert(path, before, [/\n\]\);\n/, `\n  ['${name}', ${variable}Model],\n]);\n`]);
  return { path, content: `import { ${variable}Model } from './models/${file}';\n${entered}` };
}

function indexChange(read: ReadProjectFile, { variable, type, file }: EntityNames): FileChange {
  const path = `${SCHEMAS}/index.ts`;
  const exported = `export {
  canonical${type},
  ${variable}DeletePayload,
  ${variable}UpsertPayload,
  type ${type}Document,
  type ${type}UpsertPayload,
} from './entities/${file}';
`;
  return { path, content: (read(path) ?? '') + exported };
}

/**
 * Everything a new entity needs in the code: payload schemas, registry line, model, and the specs of both. Its topic
 * and its consumer app are those of the registry file it goes into; a door's mapper is written by hand.
 *
 * @throws Error where the entity is there already, or the consumer is not.
 */
export function planEntity(read: ReadProjectFile, names: EntityNames): FileChange[] {
  const schema = `${SCHEMAS}/entities/${names.file}.ts`;
  if (read(schema) !== undefined) throw new Error(`${names.name} is there already: ${schema}`);
  return [
    { path: schema, content: schemaSource(names) },
    { path: schema.replace('.ts', '.spec.ts'), content: schemaSpecSource(names) },
    registryChange(read, names),
    indexChange(read, names),
    { path: `${MODELS}/models/${names.file}.ts`, content: modelSource(names) },
    { path: `${MODELS}/models/${names.file}.spec.ts`, content: modelSpecSource(names) },
    modelsChange(read, names),
  ];
}
