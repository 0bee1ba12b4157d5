import { execFile } from 'node:child_process';

const TAIL_CHARACTERS = 2_000;

/** A command to run to its end. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly timeoutMs: number;
}

/**
 * Runs a command and resolves to what it printed, stdout then stderr (`java -version` uses the latter).
 *
 * @throws Error with the command and the end of its output when it failed, was not there or took too long.
 */
export function runCommand({ command, args, cwd, timeoutMs }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      timeout: timeoutMs,
      maxBuffer: 32 * 1024 * 1024,
      ...(cwd === undefined ? {} : { cwd }),
    };
    execFile(command, [...args], options, (error, stdout, stderr) => {
      const output = stdout + stderr;
      if (!error) resolve(output);
      else
        reject(
          new Error(`${[command, ...args].join(' ')} failed: ${describe(error, output)}`, { cause: error }),
        );
    });
  });
}

function describe(error: Error, output: string): string {
  const tail = output.trim().slice(-TAIL_CHARACTERS);
  return tail === '' ? error.message : tail;
}
