import { readFileSync } from 'node:fs';
import type { ProductItem } from '../catalogue/magento-product';
import { serveTasks } from '../processes/worker-protocol';
import { openRawMongodb } from './raw-mongodb';
import { openRawSqlite } from './raw-sqlite';

/** Where to write, and what. */
export interface RawInput {
  readonly target: { readonly sqliteFolder: string } | { readonly mongodbUri: string };
  readonly warmUp: readonly string[];
  readonly files: readonly string[];
}

/** The task of the raw limit: one sequential process that parses bodies and upserts their items. */
export const rawTasks = {
  /** Answers how long the bodies took, in milliseconds, after an untimed warm-up. */
  run: async ({ target, warmUp, files }: RawInput): Promise<{ elapsedMs: number; cpuUs: number }> => {
    const store = await ('sqliteFolder' in target
      ? openRawSqlite(target.sqliteFolder)
      : openRawMongodb(target.mongodbUri));
    const writeAll = async (bodies: readonly Buffer[]): Promise<void> => {
      for (const body of bodies) await store.upsert(JSON.parse(body.toString()) as ProductItem[]);
    };
    try {
      const [warmUpBodies, bodies] = [warmUp, files].map((paths) => paths.map((path) => readFileSync(path)));
      await writeAll(warmUpBodies ?? []);
      const startedAt = performance.now();
      const cpuBefore = process.cpuUsage();
      await writeAll(bodies ?? []);
      const { user, system } = process.cpuUsage(cpuBefore);
      return { elapsedMs: performance.now() - startedAt, cpuUs: user + system };
    } finally {
      await store.close();
    }
  },
} as const;

serveTasks(rawTasks);
