import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command';

const LEAST_JAVA = 17;

/** What a person has to do where the servers cannot be had; one line for the end of a message. */
export const HOW_TO_GET_SERVERS =
  'start a Docker engine, or on x86-64 Linux install Java 17+, Maven and Python 3 with pip, or set KAFKA_BROKERS and MONGODB_URI';

/** Java as the user chose it: `JAVA_HOME`, then the search path. */
export function javaCommand(environment: NodeJS.ProcessEnv = process.env): string {
  const home = environment.JAVA_HOME;
  const chosen = home === undefined || home === '' ? undefined : join(home, 'bin', 'java');
  return chosen !== undefined && existsSync(chosen) ? chosen : 'java';
}

/** The major version in the first line of `java -version`, or 0 where there is none. */
export function javaMajorVersion(output: string): number {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  return Number(first === '1' ? second : (first ?? 0));
}

/**
 * What this machine lacks to run the servers of `tools/servers`, in words; empty when it can.
 * Maven and pip are only asked for while something is still to be installed.
 */
export async function missingTools(installed: boolean): Promise<string[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return ['x86-64 Linux'];
  const checks = [hasJava(), ...(installed ? [] : [hasMaven(), hasPip()])];
  const names = [`Java ${String(LEAST_JAVA)} or later`, 'Maven (mvn)', 'pip (python3 -m pip)'];
  const found = await Promise.all(checks);
  return names.filter((_, index) => found[index] === false);
}

async function hasJava(): Promise<boolean> {
  return runCommand({ command: javaCommand(), args: ['-version'], timeoutMs: 20_000 }).then(
    (output) => javaMajorVersion(output) >= LEAST_JAVA,
    () => false,
  );
}

const hasMaven = (): Promise<boolean> => runs('mvn', ['-v']);
const hasPip = (): Promise<boolean> => runs('python3', ['-m', 'pip', '--version']);

const runs = (command: string, args: readonly string[]): Promise<boolean> =>
  runCommand({ command, args, timeoutMs: 20_000 }).then(
    () => true,
    () => false,
  );
