import type { ReadProjectFile } from './plan-entity';

/** What of an entity's registry line its other parts are found by. */
export interface RegisteredEntity {
  readonly name: string;
  readonly consumer: string;
}

/** Where something belongs, and how it is recognised there. */
interface Part {
  readonly what: string;
  readonly path: string;
  readonly text: string;
}

const partsOf = ({ name, consumer }: RegisteredEntity): Part[] => {
  const file = name.replaceAll('_', '-');
  const app = `consumer-${consumer}`;
  return [
    { what: 'payload schemas', path: `libs/schemas/src/entities/${file}.ts`, text: 'Payload' },
    { what: 'a model', path: `libs/processing/src/models/${file}.ts`, text: 'Model' },
    { what: 'a spec of its model', path: `libs/processing/src/models/${file}.spec.ts`, text: 'describe(' },
    { what: 'a line in the models', path: 'libs/processing/src/models.ts', text: `['${name}', ` },
    { what: 'a consumer app', path: `apps/${app}/src/main.ts`, text: `openConsumer('${consumer}'` },
    { what: 'a consumer in compose', path: 'docker-compose.yml', text: `\n  ${app}:` },
    { what: 'a consumer in the image', path: 'Dockerfile', text: `apps/${app}/tsconfig.lib.json` },
    { what: 'a line in the glossary or the docs', path: 'docs/entities.md', text: `\`${name}\`` },
  ];
};

/** What an entity of the registry lacks, each as a sentence that names the entity and the place. */
export function entityGaps(read: ReadProjectFile, entities: Iterable<RegisteredEntity>): string[] {
  return [...entities].flatMap((entity) =>
    partsOf(entity)
      .filter(({ path, text }) => read(path)?.includes(text) !== true)
      .map(({ what, path }) => `${entity.name} lacks ${what} (${path})`),
  );
}
