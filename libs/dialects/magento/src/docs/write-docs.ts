import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { documentRoutes } from './document-routes';

/** Sources and build lie equally deep below the project's root. */
const FILE = join(resolve(__dirname, '..', '..', '..', '..', '..'), 'docs', 'magento.md');

writeFileSync(FILE, documentRoutes(readFileSync(FILE, 'utf8')));
