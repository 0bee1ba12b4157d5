import { readFileSync } from 'node:fs';
import type { ProductItem } from '../catalogue/magento-product';
import { percentile } from '../load/percentile';
import { runConcurrently } from '../load/run-concurrently';
import { serveTasks } from '../processes/worker-protocol';
import { openNaiveService, type NaiveOptions, type NaiveService } from './naive-service';

/** Where to run, and over what. */
export interface NaiveInput extends NaiveOptions {
  readonly warmUp: readonly string[];
  readonly files: readonly string[];
  /** Bodies that are accepted at one moment. */
  readonly concurrency: number;
}

/** What the bodies took: from the first send until the last status document. */
export interface NaiveResult {
  readonly elapsedMs: number;
  readonly cpuUs: number;
  readonly acceptP50Ms: number;
  readonly acceptP99Ms: number;
}

/** The task of the naive service: producer and consumer in one process. */
export const naiveTasks = {
  run: async (input: NaiveInput): Promise<NaiveResult> => {
    const service = await openNaiveService(input);
    try {
      const [warmUp, bodies] = [input.warmUp, input.files].map((paths) =>
        paths.map((path) => readFileSync(path)),
      );
      const warm = await sendAll(service, warmUp ?? [], input.concurrency);
      await service.applied(warm.items);
      const startedAt = performance.now();
      const cpuBefore = process.cpuUsage();
      const { items, latencies } = await sendAll(service, bodies ?? [], input.concurrency);
      await service.applied(warm.items + items);
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        elapsedMs: performance.now() - startedAt,
        cpuUs: user + system,
        acceptP50Ms: percentile(latencies, 0.5),
        acceptP99Ms: percentile(latencies, 0.99),
      };
    } finally {
      await service.close();
    }
  },
} as const;

async function sendAll(service: NaiveService, bodies: readonly Buffer[], concurrency: number) {
  const latencies: number[] = [];
  const sizes = await runConcurrently([...bodies.entries()], concurrency, async ([n, body]) => {
    const sentAt = performance.now();
    const items = JSON.parse(body.toString()) as ProductItem[];
    await service.accept(String(n), items);
    latencies.push(performance.now() - sentAt);
    return items.length;
  });
  return { items: sizes.reduce((sum, size) => sum + size, 0), latencies };
}

serveTasks(naiveTasks);
