import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entityNames } from './entity-names';
import { planEntity } from './plan-entity';
import { projectReader, writeChanges } from './project-files';

const ROOT = join(__dirname, '..', '..', '..');
const USAGE = 'usage: npm run generate:entity -- --name loyalty_card --consumer customers [--key code]';

function main(): void {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      consumer: { type: 'string' },
      key: { type: 'string', default: 'code' },
    },
  });
  if (values.name === undefined || values.consumer === undefined) throw new Error(USAGE);
  const names = entityNames(values.name, values.consumer, values.key);
  const changes = planEntity(projectReader(ROOT), names);
  writeChanges(ROOT, changes);
  const list = changes.map(({ path }) => `  ${path}`).join('\n');
  process.stdout.write(
    `${names.name} is in:\n${list}\nNext: npx prettier --write . && npm run typecheck, a line in docs/entities.md, and a mapper for its door.\n`,
  );
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
