import { readFileSync } from 'node:fs';
import { serveTasks } from '../processes/worker-protocol';
import { awaitBulks, awaitNoneOpen } from './await-finished';
import type { HttpClient } from './http-client';
import { runPairs, type PairsInput, type PairTimes } from './password-pairs';
import { runLightPass, runPass, type PassInput, type PassResult, type PassWay } from './run-pass';

export type { PairsInput, PairTimes } from './password-pairs';
export type { PassInput, PassResult } from './run-pass';

let bodies: readonly Buffer[] = [];

const allClosed = async (client: HttpClient): Promise<undefined> => {
  await awaitNoneOpen(client);
  return undefined;
};

/** Bodies as they are, over node's own client. */
const plainly =
  (path: string, awaitFinished: PassWay<Buffer>['awaitFinished']) =>
  (client: HttpClient): PassWay<Buffer> => ({
    prepare: (body) => body,
    send: (body) => client.post(path, body),
    awaitFinished,
  });

/** The tasks of the load process: everything is in memory before anything is timed. */
export const loadTasks = {
  /** A body a file. */
  loadBulks: async (files: readonly string[]): Promise<void> => {
    bodies = files.map((file) => readFileSync(file));
  },
  /** A body a line. */
  loadSingles: async (files: readonly string[]): Promise<void> => {
    bodies = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => Buffer.from(line)),
    );
  },
  runBulks: (input: PassInput): Promise<PassResult> =>
    runPass(
      input,
      bodies,
      plainly(input.path, (client, uuids) => awaitBulks(client, uuids())),
    ),
  runSingles: (input: PassInput): Promise<PassResult> =>
    runPass(input, bodies, plainly(input.path, allClosed)),
  runLightSingles: (input: PassInput): Promise<PassResult> => runLightPass(input, bodies, allClosed),
  runPasswordPairs: (input: PairsInput): Promise<PairTimes[]> =>
    runPairs(input, (file) => readFileSync(file)),
} as const;

serveTasks(loadTasks);
