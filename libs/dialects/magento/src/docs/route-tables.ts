import { toBulkPath, type RouteParam } from '@sluice/route-mapping';
import { ANY_TOKEN } from '../http/authorize';
import type { ReadRow } from '../modules/module';
import { ANONYMOUS, scopeOf, topicName, type MagentoRow } from '../route-table';

const code = (text: string): string => `\`${text}\``;

/** A bar would end the cell, a line end the row. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = headings.map(() => '---');
  return [headings, rule, ...rows].map(line).join('\n');
}

const paramsOf = (params: readonly RouteParam[]): string =>
  params.map(({ name, required }) => code(required ? name : `${name}?`)).join(', ');

const consumerOf = (scope: string): string => {
  const [, consumer = 'products'] = scope.split(':');
  return consumer;
};

const accessOf = (access: string): string => {
  if (access === ANY_TOKEN) return 'any valid token';
  return access === ANONYMOUS ? 'none' : code(access);
};

function writeCells(row: MagentoRow, consumerOfEntity: (entity: string) => string): string[] {
  const bulk = toBulkPath(row.path);
  return [
    row.verb,
    code(row.path),
    bulk === row.path ? '=' : code(bulk),
    paramsOf(row.params),
    code(topicName(row)),
    code(row.acl),
    accessOf(scopeOf(row)),
    consumerOfEntity(row.entity),
    row.description,
  ];
}

const WRITE_HEADINGS = [
  'Verb',
  'Path',
  'Bulk path',
  'Arguments',
  'Topic',
  'ACL',
  'Scope',
  'Consumer',
  'What it does',
];

/** The writing routes as a Markdown table, in the order of the code; `=` where both paths are the same. */
export function writesTable(rows: readonly MagentoRow[]): string {
  const nameOf = (entity: string): string => consumerOf(scopeOf({ entity, acl: '' }));
  return table(
    WRITE_HEADINGS,
    rows.map((row) => writeCells(row, nameOf)),
  );
}

/** The reading routes as a Markdown table. */
export const readsTable = (rows: readonly ReadRow[]): string =>
  table(
    ['Verb', 'Path', 'ACL', 'Scope', 'What it answers'],
    rows.map(({ verb, path, acl, access, description }) => [
      verb,
      code(path),
      code(acl),
      accessOf(access),
      description,
    ]),
  );

/** The tables of docs/magento.md, by the name of their markers. */
export type DocumentedTable = 'writes' | 'reads';

/** The text with the table between its markers replaced. Throws where the markers are not there, once each. */
export function replaceTable(text: string, name: DocumentedTable, tableText: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, rest, ...more] = text.split(begin);
  const [, after, ...others] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length + others.length > 0) {
    throw new Error(`The document needs ${begin} and ${end}, once each`);
  }
  return `${before}${begin}\n\n${tableText}\n\n${end}${after}`;
}
