import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoError, reasonOf } from './demo-error';
import { runDemo } from './run-demo';

const SOURCE = 'examples/catalogue.json';
const CATALOGUE = join(__dirname, '..', '..', '..', SOURCE);
const DEFAULT_PORT = '8080';

/** `npm run demo`: the example catalogue, sent to the Sluice that listens on PORT of this machine. */
async function main(): Promise<void> {
  const port = process.env.PORT ?? '';
  await runDemo({
    url: `http://127.0.0.1:${port === '' ? DEFAULT_PORT : port}`,
    items: JSON.parse(await readFile(CATALOGUE, 'utf8')) as unknown[],
    source: SOURCE,
    screen: process.stdout,
  });
}

main().catch((error: unknown) => {
  const why = error instanceof DemoError ? error.message : `the demo failed: ${reasonOf(error)}`;
  process.stderr.write(`${process.stdout.isTTY ? '\n' : ''}${why}\n`);
  process.exitCode = 1;
});
