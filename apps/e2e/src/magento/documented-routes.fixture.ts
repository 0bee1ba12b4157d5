import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROJECT_ROOT } from '../harness/project';

/** A row of the generated table of docs/magento.md. */
export interface DocumentedRoute {
  readonly verb: string;
  /** Synchronous path. */
  readonly path: string;
  readonly bulkPath: string;
  /** Names, separated by commas; `?` marks an optional one. */
  readonly params: string;
  readonly topic: string;
  readonly acl: string;
  readonly scope: string;
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

const toRoute = ([
  verb = '',
  path = '',
  bulk = '',
  params = '',
  topic = '',
  acl = '',
  scope = '',
]: string[]) => ({
  verb,
  path,
  bulkPath: bulk === '=' ? path : bulk,
  params,
  topic,
  acl,
  scope,
});

const between = (text: string, begin: string, end: string): string => {
  const [, rest] = text.split(begin);
  const [inside] = rest?.split(end) ?? [];
  if (inside === undefined) throw new Error(`nothing between ${begin} and ${end}`);
  return inside;
};

const rowsOf = (table: string): string[][] => {
  const text = readFileSync(join(PROJECT_ROOT, 'docs', 'magento.md'), 'utf8');
  return between(text, `<!-- ${table}:begin -->`, `<!-- ${table}:end -->`)
    .split('\n')
    .filter((line) => /^\| (?:GET|POST|PUT|DELETE) /.test(line))
    .map(cellsOf);
};

/** The writing routes of docs/magento.md, which a test of the dialect compares with its code. */
export const documentedWrites = (): DocumentedRoute[] => rowsOf('writes').map(toRoute);

/** A reading route of docs/magento.md; `scope` may be `any valid token` or `none`. */
export type DocumentedRead = Pick<DocumentedRoute, 'verb' | 'path' | 'acl' | 'scope'>;

export const documentedReads = (): DocumentedRead[] =>
  rowsOf('reads').map(([verb = '', path = '', acl = '', scope = '']) => ({ verb, path, acl, scope }));

const CONTRACT = resolve(PROJECT_ROOT, '..', 'shared', 'contracts', 'magento-bulk.md');

/** Whether the contract lies beside the project, which does not carry it along. */
export const hasContract = existsSync(CONTRACT);

/** The 57 rows of section 7 of the contract, in the form of the documented ones; scopes are not in it. */
export const contractRoutes = (): Omit<DocumentedRoute, 'scope'>[] =>
  between(readFileSync(CONTRACT, 'utf8'), '\n## 7.', '\n## 8.')
    .split('\n')
    .filter((line) => /^\| (?:POST|PUT|DELETE) /.test(line))
    .map((line) => {
      const [verb = '', path = '', bulk = '', params = '', service = '', acl = ''] = cellsOf(line);
      return {
        verb,
        path,
        bulkPath: bulk === '=' ? path : bulk,
        params: params.replaceAll('[]', ''),
        topic: `async.magento.${service}.${verb.toLowerCase()}`,
        acl: acl === 'anonymous' ? acl : `Magento_${acl}`,
      };
    });
