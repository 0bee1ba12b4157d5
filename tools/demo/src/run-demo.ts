import { followBulk } from './follow-bulk';
import { addCounts, formatNumber, renderSummary, type Counts, type Progress } from './progress';
import { createDisplay, type Screen } from './progress-display';
import { createClient } from './sluice-client';

/** How long nothing may move before the demo gives up, in milliseconds. */
const PATIENCE_MS = 60_000;
const ITEMS_A_BULK = 80;

/** What the demo works with. */
export interface DemoOptions {
  /** Base URL of a running Sluice. */
  readonly url: string;
  /** Items as Magento's bulk door takes them. */
  readonly items: readonly unknown[];
  /** What to call the items' origin. */
  readonly source: string;
  readonly screen: Screen;
}

/** Items in groups of at most `size`, in order. */
export const splitBulks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/**
 * Sends the items in a few bulks, follows each one to its end and ends with a summary.
 *
 * @throws DemoError when nobody answers, a request is refused, or nothing moves any more.
 */
export async function runDemo({ url, items, source, screen }: DemoOptions): Promise<void> {
  const bulks = splitBulks(items, ITEMS_A_BULK);
  screen.write(`${formatNumber(items.length)} items of ${source} to ${url} in ${bulks.length} bulks\n`);
  const startedAt = performance.now();
  const sendAndFollow = bulkSender(url, screen);
  const counts: Counts[] = [];
  for (const [n, bulk] of bulks.entries()) {
    counts.push(await sendAndFollow(bulk, `bulk ${n + 1}/${bulks.length}`));
  }
  screen.write(`${renderSummary(addCounts(counts), performance.now() - startedAt)}\n`);
  screen.write(`See the bulks: curl -s '${url}/bulks?limit=${bulks.length}'\n`);
}

type BulkSender = (items: readonly unknown[], label: string) => Promise<Counts>;

function bulkSender(url: string, screen: Screen): BulkSender {
  const client = createClient(url);
  const display = createDisplay(screen);
  return async (items, label) => {
    const sentAt = performance.now();
    const progress = (counts: Counts): Progress => ({ label, counts, elapsedMs: performance.now() - sentAt });
    const uuid = await client.sendBulk(items);
    const counts = await followBulk(client, uuid, {
      onProgress: (step) => {
        display.show(progress(step));
      },
      patienceMs: PATIENCE_MS,
    });
    display.finish(progress(counts));
    return counts;
  };
}
