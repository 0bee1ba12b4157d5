import { join } from 'node:path';

/** Sluice as a set of processes that the benchmark started. */
export interface RunningSluice {
  /** The public address. */
  readonly url: string;
  /** Every process of Sluice's own; servers are not among them. */
  readonly pids: readonly number[];
}

const ROOT = join(__dirname, '..', '..', '..', '..');

/** The built program of an app. */
export const appScript = (app: string): string => join(ROOT, 'apps', app, 'dist', 'main.js');

const WELCOME = /^Sluice is listening on (http:\S+),/;
const LISTENING = /"msg":"(?:probes )?listening"/;

/** The address in the line that tells that an app is at work. */
export function addressIn(line: string): string | undefined {
  const welcomed = WELCOME.exec(line)?.[1];
  if (welcomed !== undefined || !LISTENING.test(line)) return welcomed;
  const { host, port } = JSON.parse(line) as { host: string; port: number };
  return `http://${host}:${port}`;
}
