import { join } from 'node:path';
import { allTopics, consumers, entityRegistry, operationsTopic } from '@sluice/schemas';
import { entityGaps } from './entity-gaps';
import { projectReader } from './project-files';

const ROOT = join(__dirname, '..', '..', '..');

describe('the entities of the registry', () => {
  it('lack nothing', () => {
    expect(entityGaps(projectReader(ROOT), entityRegistry.values())).toEqual([]);
  });

  it('have a topic each', () => {
    const topics = allTopics(consumers).map(({ name }) => name);
    for (const { consumer } of entityRegistry.values()) expect(topics).toContain(operationsTopic(consumer));
  });

  it('are named with all that they lack', () => {
    const gaps = entityGaps(projectReader(ROOT), [{ name: 'moon_rock', consumer: 'moon' }]);
    expect(gaps).toHaveLength(8);
    expect(gaps[0]).toBe('moon_rock lacks payload schemas (libs/schemas/src/entities/moon-rock.ts)');
    for (const gap of gaps) expect(gap).toMatch(/^moon_rock lacks .+ \(.+\)$/);
  });
});
