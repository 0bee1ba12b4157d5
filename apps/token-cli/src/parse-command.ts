import { parseArgs } from 'node:util';
import { isAccountName, isScope, type Scope } from '@sluice/access';
import { parseDuration } from './duration';

/** What is to be done. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'list' }
  | { readonly name: 'revoke'; readonly id: string }
  | { readonly name: 'account'; readonly account: string; readonly scopes: readonly Scope[] }
  | CreateCommand;

/** A token to make. */
export interface CreateCommand {
  readonly name: 'create';
  readonly tokenName: string;
  readonly scopes: readonly Scope[];
  readonly lifeMs: number | null;
  readonly entities: readonly string[] | null;
  readonly stores: readonly string[] | null;
}

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {
  public override readonly name = 'UsageError';
}

/** Printable, in one line, not endless. */
const TOKEN_NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u;
const LIMIT_NAME = /^[\w-]{1,64}$/;
const TOKEN_ID = /^[0-9A-Za-z]{12}$/;

const many = { type: 'string', multiple: true } as const;
const one = { type: 'string' } as const;

/** A wrong option is a wrong command line, not a failure of ours. */
const asUsage = <Result>(parse: () => Result): Result => {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

const scopesOf = (given: readonly string[] = []): Scope[] => {
  const wrong = given.find((text) => !isScope(text));
  if (wrong !== undefined) throw new UsageError(`${JSON.stringify(wrong)} is not a scope`);
  if (given.length === 0) throw new UsageError('at least one --scope is needed');
  return [...new Set(given.filter(isScope))];
};

const limitOf = (option: string, given: readonly string[] | undefined): string[] | null => {
  const wrong = given?.find((text) => !LIMIT_NAME.test(text));
  if (wrong !== undefined) throw new UsageError(`${JSON.stringify(wrong)} cannot be a value of ${option}`);
  return given === undefined ? null : [...new Set(given)];
};

const lifeOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const lifeMs = parseDuration(text);
  if (lifeMs === null) {
    throw new UsageError(`--expires ${JSON.stringify(text)} is not a duration like 90s, 15m, 12h or 30d`);
  }
  return lifeMs;
};

function parseCreate(args: string[]): Command {
  const options = { scope: many, name: one, expires: one, entity: many, store: many };
  const { values } = asUsage(() => parseArgs({ args, options }));
  const tokenName = values.name ?? 'unnamed';
  if (!TOKEN_NAME.test(tokenName)) throw new UsageError('--name takes 1 to 100 printable characters');
  return {
    name: 'create',
    tokenName,
    scopes: scopesOf(values.scope),
    lifeMs: lifeOf(values.expires),
    entities: limitOf('--entity', values.entity),
    stores: limitOf('--store', values.store),
  };
}

function parseList(args: string[]): Command {
  asUsage(() => parseArgs({ args, options: {} }));
  return { name: 'list' };
}

/** What is wrong is not repeated: it may be a whole token, which belongs in no log of a terminal. */
function parseRevoke(args: string[]): Command {
  const { positionals } = asUsage(() => parseArgs({ args, options: {}, allowPositionals: true }));
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new UsageError('revoke takes the id of one token');
  if (!TOKEN_ID.test(id)) {
    throw new UsageError('an id has 12 letters and digits: those between slc_ and the next _ of a token');
  }
  return { name: 'revoke', id };
}

function parseAccount(args: string[]): Command {
  const options = { scope: many };
  const { positionals, values } = asUsage(() => parseArgs({ args, options, allowPositionals: true }));
  const [account] = positionals;
  if (account === undefined || positionals.length > 1) throw new UsageError('account takes one name');
  if (!isAccountName(account)) {
    throw new UsageError('the name of an account has 1 to 100 letters, digits and _ . @ + -');
  }
  return { name: 'account', account, scopes: scopesOf(values.scope) };
}

const help = (): Command => ({ name: 'help' });

const PARSERS: ReadonlyMap<string, (args: string[]) => Command> = new Map([
  ['create', parseCreate],
  ['list', parseList],
  ['revoke', parseRevoke],
  ['account', parseAccount],
  ['help', help],
  ['--help', help],
  ['-h', help],
]);

/** The command of a command line (without node and script). Throws a UsageError where it makes no sense. */
export function parseCommand([name, ...args]: readonly string[]): Command {
  if (args.includes('--help') || args.includes('-h')) return help();
  const parse = PARSERS.get(name ?? '');
  if (parse === undefined) {
    throw new UsageError(
      name === undefined ? 'a command is missing' : `${JSON.stringify(name)} is no command`,
    );
  }
  return parse(args);
}
