import { writeFileSync } from 'node:fs';
import { createCleanup, type Cleanup } from './cleanup';
import { renderEntityReport } from './entity/entity-report';
import { runEntityBench } from './entity/run-entity-bench';
import { isProductsOnly, parseOptions, USAGE, type BenchOptions } from './options';
import { renderReport } from './report';
import { runBench, type BenchRun } from './run-bench';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const EXIT_INTERRUPTED = 130;

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Undoes everything and ends; whatever fails because of that is not reported. */
function endOnSignals(cleanup: Cleanup): { readonly interrupted: () => boolean } {
  let interrupted = false;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      interrupted = true;
      void cleanup.run().then(() => process.exit(EXIT_INTERRUPTED));
    });
  }
  return { interrupted: () => interrupted };
}

/** What a run has to tell: for people, and for `--out`. */
interface Outcome {
  readonly text: string;
  readonly report: object;
}

async function measure(run: BenchRun): Promise<Outcome> {
  if (isProductsOnly(run.options)) {
    const { report, conditions } = await runBench(run);
    return { text: renderReport(report, conditions), report };
  }
  const { report, conditions } = await runEntityBench(run);
  return { text: renderEntityReport(report, conditions), report };
}

async function main(options: BenchOptions): Promise<void> {
  const cleanup = createCleanup();
  const { interrupted } = endOnSignals(cleanup);
  try {
    const { text, report } = await measure({ options, tell, cleanup });
    process.stdout.write(`\n${text}\n`);
    if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    if (interrupted()) return;
    tell(`the benchmark failed: ${messageOf(error)}`);
    process.exitCode = 1;
  } finally {
    await cleanup.run();
  }
}

function optionsOrExit(): BenchOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    tell(messageOf(error));
    tell(USAGE);
    process.exit(1);
  }
}

void main(optionsOrExit());
