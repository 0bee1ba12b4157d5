import { issueToken, passwordProblem, saveAccount } from '@sluice/access';
import type { Clock, StoredToken, TokenStore } from '@sluice/ports';
import type { TokenConfig } from './config';
import { formatList } from './format-list';
import { UsageError, type Command, type CreateCommand } from './parse-command';

/** What a command works with. */
export interface CommandContext {
  readonly config: Pick<TokenConfig, 'pepper' | 'pepperNote' | 'place'>;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly readPassword: () => Promise<string>;
  /** Results: what a script reads. */
  readonly print: (text: string) => void;
  /** Explanations: what a person reads. */
  readonly tell: (text: string) => void;
}

const PAGE = 500;

/** Carries a command out. Rejects with a UsageError, with whatever the store rejects with, or with what went wrong. */
export async function runCommand(
  command: Exclude<Command, { name: 'help' }>,
  context: CommandContext,
): Promise<void> {
  switch (command.name) {
    case 'create':
      return create(command, context);
    case 'list':
      return list(context);
    case 'revoke':
      return revoke(command.id, context);
    case 'account':
      return account(command, context);
  }
}

async function create(
  command: CreateCommand,
  { config, tokens, clock, print, tell }: CommandContext,
): Promise<void> {
  const { tokenName, scopes, entities, stores, lifeMs } = command;
  const desk = { tokens, clock, pepper: await config.pepper() };
  const facts = { name: tokenName, scopes, entities, stores, lifeMs };
  const { text, stored } = await issueToken(desk, {
    kind: 'integration',
    subject: null,
    userId: null,
    ...facts,
  });
  const { id, expiresAt } = stored;
  const until = expiresAt === null ? 'until it is revoked' : `until ${new Date(expiresAt).toISOString()}`;
  tell(`Token ${id} is kept in ${config.place}, valid ${until}. It is shown this once:\n`);
  if (config.pepperNote !== null) tell(`${config.pepperNote}\n`);
  print(`${text}\n`);
}

async function list({ tokens, clock, print }: CommandContext): Promise<void> {
  const all: StoredToken[] = [];
  let after: StoredToken | undefined;
  do {
    const page = await tokens.list({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    all.push(...page);
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined);
  print(formatList(all, clock.now()));
}

async function revoke(id: string, { config, tokens, clock, tell }: CommandContext): Promise<void> {
  if (!(await tokens.revoke(id, clock.now())))
    throw new Error(`no token in ${config.place} has the id ${id}`);
  tell(`Token ${id} is revoked; services refuse it within 5 s.\n`);
}

async function account(
  { account: name, scopes }: Extract<Command, { name: 'account' }>,
  { config, tokens, clock, readPassword, tell }: CommandContext,
): Promise<void> {
  const password = await readPassword();
  const problem = passwordProblem(password);
  if (problem !== null) throw new UsageError(`${problem}; it is read from standard input`);
  await saveAccount({ tokens, clock }, { name, password, scopes });
  tell(
    `Account ${name} is kept in ${config.place}. Tokens of earlier logins stay as they are: see list and revoke.\n`,
  );
}
