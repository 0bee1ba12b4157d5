import { rm } from 'node:fs/promises';
import type { Client } from './harness/client';
import type { HttpAnswer, HttpCall } from './harness/http';
import { makeDataDir } from './harness/instance';
import { startStandalone } from './harness/start-standalone';
import { makeToken, type TokenRun } from './harness/token-cli';
import { useInstance } from './use-instance.fixture';

/** An instance that asks everybody for a token. */
export interface GuardedInstance {
  readonly client: Client;
  /** Where its tokens are made; only inside tests and hooks. */
  readonly cli: () => TokenRun;
  /** The token that goes by this name here; only inside tests and hooks. */
  readonly token: (name: string) => string;
  /** A call with that token. */
  readonly as: (name: string, call: HttpCall) => Promise<HttpAnswer>;
}

export const bearer = (text: string): { readonly authorization: string } => ({
  authorization: `Bearer ${text}`,
});

/** How many runs of the token command at once. */
const AT_ONCE = 2;

async function makeTokens(
  cli: TokenRun,
  wanted: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  const queue = [...wanted];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      tokens.set(next[0], await makeToken(cli, next[1]));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tokens;
}

/** Starts a standalone in mode `token` for the tests of the block, with tokens of these scopes by name. */
export function useGuarded(wanted: ReadonlyMap<string, readonly string[]>): GuardedInstance {
  let cli: TokenRun | undefined;
  let tokens: ReadonlyMap<string, string> = new Map();
  const place = (): TokenRun => {
    if (cli === undefined) throw new Error('there is no data folder yet');
    return cli;
  };
  const { client } = useInstance(async () => {
    const dataDir = await makeDataDir();
    cli = { dataDir };
    return startStandalone({ dataDir, env: { SLUICE_AUTH: 'token' } });
  });
  beforeAll(async () => {
    tokens = await makeTokens(place(), wanted);
  });
  // Hooks run in their order: the instance has been stopped when its folder is removed.
  afterAll(() => rm(place().dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const token = (name: string): string => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`no token ${name}`);
    return found;
  };
  return {
    client,
    cli: place,
    token,
    as: (name, call) => client.send({ ...call, headers: { ...call.headers, ...bearer(token(name)) } }),
  };
}

/** A token everywhere in the query string, where nobody may look at it. */
export const inQuery = (path: string, token: string): string =>
  `${path}?access_token=${token}&token=${token}&authorization=Bearer%20${token}`;
