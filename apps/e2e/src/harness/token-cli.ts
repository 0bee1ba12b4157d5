import { spawn } from 'node:child_process';
import { appScript } from './project';

/** What a run of the token command takes. */
export interface TokenRun {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from standard input. */
  readonly input?: string;
}

/** How it ended. */
export interface TokenResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const read = (stream: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('error', reject);
    stream.on('end', () => {
      resolve(Buffer.concat(pieces).toString('utf8'));
    });
  });

/** Runs what `npm run token -- ...` runs, to its end. */
export async function runTokenCli(args: readonly string[], run: TokenRun): Promise<TokenResult> {
  const { dataDir, env = {}, input = '' } = run;
  const child = spawn(process.execPath, [appScript('token-cli'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', SLUICE_DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([read(child.stdout), read(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** Makes a token with these scopes; answers its text. */
export async function makeToken(
  run: TokenRun,
  scopes: readonly string[],
  more: readonly string[] = [],
): Promise<string> {
  const args = ['create', ...scopes.flatMap((scope) => ['--scope', scope]), ...more];
  const { code, stdout, stderr } = await runTokenCli(args, run);
  if (code !== 0) throw new Error(`token create: ${String(code)}\n${stderr}`);
  return stdout.trim();
}

/** The id that a token is revoked by. */
export const idOfToken = (token: string): string => token.split('_')[1] ?? '';
