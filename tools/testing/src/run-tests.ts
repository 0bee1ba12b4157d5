import { resolve } from 'node:path';
import { parseArguments } from './parse-arguments';
import { formatReport, isGreen } from './report';
import { runAll, type RunEnd } from './run-all';
import { failedStep, joinTallies } from './tally';
import { watchForStop, type StopWatch } from './watch-for-stop';

const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

const isCi = (value = ''): boolean => !['', '0', 'false'].includes(value.toLowerCase());

async function main(): Promise<void> {
  // A terminal that went away must not keep us from stopping the servers.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const watch = watchForStop();
  const { tally, servers } = interrupted(watch, await run(watch.abort).catch(brokenRun));
  watch.close();
  process.stdout.write(formatReport(tally, servers));
  process.exitCode = exitCode(watch, isGreen(tally));
}

const run = (abort: AbortSignal): Promise<RunEnd> =>
  runAll({
    root: resolve(__dirname, '..', '..', '..'),
    request: parseArguments(process.argv.slice(2)),
    environment: process.env,
    underCi: isCi(process.env['CI']),
    abort,
    tell: (line) => process.stdout.write(`\n=== ${line}\n`),
  });

const brokenRun = (error: unknown): RunEnd => ({
  tally: failedStep('runner', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  servers: undefined,
});

function interrupted(watch: StopWatch, end: RunEnd): RunEnd {
  const reason = watch.reason();
  if (reason === undefined) return end;
  return { ...end, tally: joinTallies([end.tally, failedStep('runner', `interrupted by ${reason}`)]) };
}

function exitCode(watch: StopWatch, green: boolean): number {
  const reason = watch.reason();
  if (reason === 'SIGHUP' || reason === 'SIGINT' || reason === 'SIGTERM') return SIGNAL_EXIT_CODES[reason];
  return green ? 0 : 1;
}

void main();
