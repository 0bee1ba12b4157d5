import { BlockList, isIP } from 'node:net';

/** `open`: nobody is asked who calls. `token`: everybody. */
export type AuthMode = 'open' | 'token';

/** How a process is to be guarded, or why it must not start. */
export type AuthDecision =
  | { readonly mode: AuthMode; /** To be logged at start. */ readonly warning: string | null }
  | { readonly refusal: string };

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can reach an address; of names only `localhost` is known to be so. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === 'localhost';
  return loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

const refusal = (host: string): string =>
  `SLUICE_AUTH: is not set, and SLUICE_HOST=${host} can be reached from other machines; set SLUICE_AUTH=token to ask ` +
  'callers for tokens (npm run token -- create makes one), or SLUICE_AUTH=open to let everybody write and read everything';

const warning = (host: string): string =>
  `NOBODY IS ASKED WHO CALLS: SLUICE_AUTH=open on ${host} lets everyone who reaches this address write and read ` +
  'everything; set SLUICE_AUTH=token unless something before it asks';

/** Decides by the settings SLUICE_AUTH and SLUICE_HOST: open without a word only where nobody else can call. */
export function authMode(settings: {
  readonly auth: AuthMode | undefined;
  readonly host: string;
}): AuthDecision {
  const { auth, host } = settings;
  if (isLoopback(host)) return { mode: auth ?? 'open', warning: null };
  if (auth === undefined) return { refusal: refusal(host) };
  return { mode: auth, warning: auth === 'open' ? warning(host) : null };
}
