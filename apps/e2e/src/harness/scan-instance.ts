import { readFile, readdir } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { DEAD_LETTERS_TOPIC, OUTCOMES_TOPIC, consumers, operationsTopic } from '@sluice/schemas';
import { MongoClient } from 'mongodb';
import type { Instance } from './instance';
import type { OperationsLog } from './operations-log';

/** A place where an instance leaves data, and all that is in it. */
export interface Trace {
  /** A topic, a file, a collection, the output of an app. */
  readonly place: string;
  readonly bytes: Buffer;
}

const TOPICS = [...consumers.map(operationsTopic), OUTCOMES_TOPIC, DEAD_LETTERS_TOPIC];

async function topicTraces(log: OperationsLog): Promise<Trace[]> {
  const traces: Trace[] = [];
  for (const topic of TOPICS) {
    const messages = await log.readAll(topic);
    traces.push({ place: `topic ${topic}`, bytes: Buffer.from(JSON.stringify(messages)) });
  }
  return traces;
}

/** Every file below the data folder byte by byte: databases with their journals, logs, keys. */
async function fileTraces(folder: string): Promise<Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({
      place: `file ${file}`,
      bytes: await readFile(file).catch(() => Buffer.alloc(0)),
    })),
  );
}

/** Every document of every collection as it is stored. */
async function collectionTraces(uri: string): Promise<Trace[]> {
  // The driver would import it dynamically, which a sandbox of jest refuses.
  const client = await MongoClient.connect(uri, { runtimeAdapters: { os } });
  try {
    const collections = await client.db().collections();
    return await Promise.all(
      collections.map(async (collection) => {
        const documents = await collection.find({}, { raw: true }).toArray();
        const bytes = Buffer.concat(documents as unknown as Buffer[]);
        return { place: `collection ${collection.collectionName}`, bytes };
      }),
    );
  } finally {
    await client.close();
  }
}

/** Everything a running instance has written down so far, in topics, stores, files and output. */
export async function tracesOf(instance: Instance, log: OperationsLog): Promise<Trace[]> {
  const uri = instance.envOf('gateway')['MONGODB_URI'];
  const outputs = instance.apps.map((app) => ({
    place: `output of ${app}`,
    bytes: Buffer.from(instance.outputOf(app)),
  }));
  return [
    ...outputs,
    ...(await topicTraces(log)),
    ...(await fileTraces(instance.dataDir)),
    ...(uri === undefined ? [] : await collectionTraces(uri)),
  ];
}

/** The places that hold this text. */
export const placesOf = (traces: readonly Trace[], text: string): string[] =>
  traces.filter(({ bytes }) => bytes.includes(text)).map(({ place }) => place);
