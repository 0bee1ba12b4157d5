import os from 'node:os';
import type { ConnectOptions } from 'mongoose';

/** How long the driver waits, in milliseconds. */
export interface MongoTimings {
  /** For a server that can be written to; default 3,000. */
  readonly serverSelectionMs?: number;
  /** For a TCP connection; default 3,000. */
  readonly connectMs?: number;
  /** For an answer on an open connection; default 30,000: longer than a stopped server takes to come back. */
  readonly socketMs?: number;
}

const DEFAULT_DATABASE = 'sluice';
const POOL_SIZE = 20;
/** How long a call waits for one of them: the driver alone would wait for ever. */
const POOL_WAIT_MS = 10_000;

const databaseOf = (uri: string): string | undefined => /^[^/]+\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];

/**
 * The options of every connection.
 *
 * Journalled: an acknowledged write is lost if the server is killed within the next 100 ms, unless it is journalled first.
 * No retryable writes: a standalone server has none; whoever calls decides whether to try again.
 */
export const connectOptions = (uri: string, timings: MongoTimings = {}): ConnectOptions => ({
  dbName: databaseOf(uri) ?? DEFAULT_DATABASE,
  appName: 'sluice',
  // The driver would import it dynamically, which a sandbox of jest refuses; then the server refuses the handshake.
  runtimeAdapters: { os },
  writeConcern: { w: 'majority', journal: true },
  retryWrites: false,
  maxPoolSize: POOL_SIZE,
  waitQueueTimeoutMS: POOL_WAIT_MS,
  serverSelectionTimeoutMS: timings.serverSelectionMs ?? 3_000,
  connectTimeoutMS: timings.connectMs ?? 3_000,
  socketTimeoutMS: timings.socketMs ?? 30_000,
  bufferCommands: false,
  autoCreate: false,
  autoIndex: false,
});
