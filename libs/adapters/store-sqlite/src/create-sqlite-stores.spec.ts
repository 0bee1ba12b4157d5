import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, systemClock } from '@sluice/ports';
import { createSqliteStores } from './create-sqlite-stores';

const open = (directory: string) =>
  createSqliteStores({ directory, clock: systemClock, logger: silentLogger });

describe('createSqliteStores', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-store-sqlite-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes the folder, and finds what was written when it is opened again', async () => {
    const directory = join(folder, 'a', 'b');
    const first = await open(directory);
    expect(await first.coordinator.takeIds('ids', 5)).toBe(1);
    await first.coordinator.advanceEpoch('topic', 0);
    await first.close();
    const second = await open(directory);
    expect(await second.coordinator.takeIds('ids', 1)).toBe(6);
    expect(await second.coordinator.epochs()).toEqual(new Map([['topic', 1]]));
    await second.close();
  });

  it('closes twice, and is closed for every port', async () => {
    const stores = await open(folder);
    await stores.close();
    await stores.close();
    await expect(stores.bulks.find('x')).rejects.toMatchObject({ code: 'closed' });
    await expect(stores.rejects.save([])).rejects.toMatchObject({ code: 'closed' });
    await expect(stores.coordinator.epochs()).rejects.toMatchObject({ code: 'closed' });
  });

  it('rejects with unavailable where the folder cannot be made', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(open(join(file, 'below'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
