import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerSettings } from './config';

/** The consuming thread. */
export interface ConsumingThread {
  /** Lets it finish what is in flight and waits for its end. Idempotent. */
  close(): Promise<void>;
}

/** A batch outlives any nursery: a larger one held 30 MB more and gained nothing (measured). */
const YOUNG = { maxYoungGenerationSizeMb: 16 } as const;

/** Starts the consuming thread and resolves when it reads; `fatal` is told if it ends before it was asked to. */
export function startWorker(
  settings: WorkerSettings,
  fatal: (error: unknown) => void,
): Promise<ConsumingThread> {
  const worker = new Worker(join(__dirname, 'worker.js'), { workerData: settings, resourceLimits: YOUNG });
  let closing = false;
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      if (!closing) fatal(new Error(`the consuming thread ended with code ${code}`));
      resolve();
    });
  });
  worker.once('error', fatal);
  const close = (): Promise<void> => {
    if (!closing) worker.postMessage('close');
    closing = true;
    return ended;
  };
  return new Promise((resolve) => {
    worker.once('message', () => {
      resolve({ close });
    });
  });
}
