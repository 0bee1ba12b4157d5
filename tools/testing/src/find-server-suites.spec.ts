import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findServerSuites } from './find-server-suites';

const root = mkdtempSync(join(tmpdir(), 'find-server-suites-'));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

it('finds the contract suites that read an address, themselves or through what they import', () => {
  write('libs/a/src/a.contract.spec.ts', 'process.env.KAFKA_BROKERS');
  write('libs/b/src/b.contract.spec.ts', "import { uri } from './servers.fixture';");
  write('libs/b/src/servers.fixture.ts', "import { ask } from '../deep/ask';");
  write('libs/b/deep/ask.ts', "import { provideServers } from '@sluice/servers';");
  write('libs/c/src/c.contract.spec.ts', "import { open } from './open';");
  write('libs/c/src/open.ts', 'export const open = 1;');
  write('libs/c/dist/c.contract.spec.ts', 'KAFKA_BROKERS');
  write('libs/d/src/config.spec.ts', 'KAFKA_BROKERS');
  write('tools/e/src/e.servers.spec.ts', '');
  expect(findServerSuites(root)).toEqual(
    ['libs/a/src/a.contract.spec.ts', 'libs/b/src/b.contract.spec.ts', 'tools/e/src/e.servers.spec.ts'].map(
      (path) => join(root, path),
    ),
  );
});
