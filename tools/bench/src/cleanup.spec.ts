import { createCleanup } from './cleanup';

test('cleanup undoes everything once, the last first, whatever fails', async () => {
  const undone: string[] = [];
  const cleanup = createCleanup();
  cleanup.add(() => {
    undone.push('first');
  });
  cleanup.add(() => Promise.reject(new Error('cannot')));
  cleanup.add(async () => {
    await Promise.resolve();
    undone.push('last');
  });
  await Promise.all([cleanup.run(), cleanup.run()]);
  await cleanup.run();
  expect(undone).toEqual(['last', 'first']);
});
