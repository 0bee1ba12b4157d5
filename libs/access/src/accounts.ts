import type { Account, Clock, TokenStore } from '@sluice/ports';
import { createPasswords, type Passwords } from './passwords';

/** The least of a password, in characters. */
export const MIN_PASSWORD_CHARS = 8;

/** More than anybody remembers; what comes from outside is bounded before it is hashed. */
const MAX_PASSWORD_CHARS = 1024;

const ACCOUNT_NAME = /^[\w.@+-]{1,100}$/;

/** An account to make or to change. */
export interface AccountRequest {
  readonly name: string;
  readonly password: string;
  readonly scopes: readonly string[];
}

/** Whether a text can name an account: letters, digits and `_ . @ + -`, at most 100. */
export const isAccountName = (text: string): boolean => ACCOUNT_NAME.test(text);

/** What is wrong with a password for an account, as a sentence; null where nothing is. */
export function passwordProblem(password: string): string | null {
  if (Array.from(password).length < MIN_PASSWORD_CHARS) {
    return `a password needs at least ${String(MIN_PASSWORD_CHARS)} characters`;
  }
  return password.length > MAX_PASSWORD_CHARS
    ? `a password has at most ${String(MAX_PASSWORD_CHARS)} characters`
    : null;
}

/** Makes an account, or gives the one of that name another password and other scopes. */
export async function saveAccount(
  { tokens, clock }: { readonly tokens: TokenStore; readonly clock: Clock },
  { name, password, scopes }: AccountRequest,
): Promise<Account> {
  const passwordHash = await createPasswords().hash(password);
  return tokens.putAccount({ name, passwordHash, scopes, changedAt: clock.now() });
}

/** The account whose name and password these are, else null; an unknown name takes as long as a wrong password. */
export async function verifyAccount(
  { tokens, passwords }: { readonly tokens: TokenStore; readonly passwords: Passwords },
  name: string,
  password: string,
): Promise<Account | null> {
  const possible = isAccountName(name) && passwordProblem(password) === null;
  const account = possible ? await tokens.findAccount(name) : null;
  const right = await passwords.verify(
    password.slice(0, MAX_PASSWORD_CHARS),
    account === null ? null : account.passwordHash,
  );
  return right ? account : null;
}
