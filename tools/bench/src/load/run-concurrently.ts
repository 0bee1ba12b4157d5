/** Works through the items in order, this many at one moment; answers the results in the order of the items. */
export async function runConcurrently<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const runner = async (): Promise<void> => {
    for (let n = next++; n < items.length; n = next++) results[n] = await work(items[n] as Item);
  };
  await Promise.all(Array.from({ length: concurrency }, runner));
  return results;
}
