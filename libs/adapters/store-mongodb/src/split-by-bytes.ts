/** One call of the driver stays below this: what the server takes in one message is 48 MiB, memory is dearer. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const MAX_BATCH_ITEMS = 1000;

/** Cuts a list into batches bounded in number and in bytes; an item above the bound stands alone. */
export function splitByBytes<Item>(items: readonly Item[], sizeOf: (item: Item) => number): Item[][] {
  const batches: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const last = batches.at(-1);
    if (last === undefined || size > room || last.length === MAX_BATCH_ITEMS) {
      batches.push([item]);
      room = MAX_BATCH_BYTES - size;
    } else {
      last.push(item);
      room -= size;
    }
  }
  return batches;
}
