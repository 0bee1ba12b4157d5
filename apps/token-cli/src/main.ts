import { systemClock } from '@sluice/ports';
import { distributedTokens } from '@sluice/wiring-distributed';
import { embeddedTokens } from '@sluice/wiring-embedded';
import { readTokenConfig } from './config';
import { UsageError, parseCommand } from './parse-command';
import { readLine } from './read-password';
import { runCommand } from './run-command';
import { USAGE } from './usage';

const FAILED = 1;
const WRONG_USAGE = 2;

const print = (text: string): void => void process.stdout.write(text);
const tell = (text: string): void => void process.stderr.write(text);

const readPassword = (): Promise<string> => {
  if (process.stdin.isTTY) tell('Password (it is shown while you type it): ');
  return readLine(process.stdin);
};

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2));
  if (command.name === 'help') {
    print(USAGE);
    return;
  }
  const config = readTokenConfig();
  const { mongodbUri, dataDir } = config;
  const store = await (mongodbUri === null ? embeddedTokens(dataDir) : distributedTokens(mongodbUri));
  try {
    await runCommand(command, {
      config,
      tokens: store.tokens,
      clock: systemClock,
      readPassword,
      print,
      tell,
    });
  } finally {
    await store.close();
  }
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  tell(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${USAGE}` : ''}`);
  process.exitCode = isUsage ? WRONG_USAGE : FAILED;
});
