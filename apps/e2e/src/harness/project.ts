import { join, resolve } from 'node:path';

/** The project's root folder; sources and build lie equally deep below it. */
export const PROJECT_ROOT = resolve(__dirname, '..', '..', '..', '..');

/** Where the data that the project does not carry along lies, if it is there at all. */
export const SHARED_DATA = resolve(PROJECT_ROOT, '..', 'shared', 'data');

/** The built entry of an app. */
export const appScript = (app: string): string => join(PROJECT_ROOT, 'apps', app, 'dist', 'main.js');
