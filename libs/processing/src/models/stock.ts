import {
  canonicalSourceCode,
  type StockCreatePayload,
  type StockDocument,
  type StockLink,
  type StockLinkRow,
} from '@sluice/schemas';
import type { Applied, EntityModel, OperationContext, Supplies } from '../model';
import { sameJson } from '../same-json';
import { NO_ERRORS, appliedRows, checkRows, keptOf, putRow, type ErrorRow } from './error-rows';
import { emptyField, isSource, notNumeric, unknownSource } from './inventory-item-rows';

interface LinkRows {
  readonly stock_id: number;
  readonly links: readonly StockLinkRow[];
}

/** The id is new, so whatever is there was written by an earlier try of the same operation. */
function create({ name, attributes = {} }: StockCreatePayload, before: StockDocument | null): Applied {
  if (name === undefined || name === null || name.trim() === '') {
    const message = 'Validation Failed: "name" can not be empty.';
    return { kind: 'refused', refusal: { class: 'final', code: 'invalid', message } };
  }
  return { kind: 'applied', document: { name, links: before?.links ?? [], attributes } };
}

function sourceError(supplies: Supplies, code: string | null | undefined): ErrorRow | null {
  if (code === undefined || code === null || code.trim() === '') return emptyField('source_code');
  return isSource(supplies, code) ? null : unknownSource(code);
}

function linkErrors(
  { stock_id: value, stock }: { stock_id: number; stock: StockDocument | null },
  row: StockLinkRow,
  supplies: Supplies,
): readonly ErrorRow[] {
  const source = sourceError(supplies, row.source_code);
  const hasPriority = typeof row.priority === 'number';
  if (stock !== null && source === null && hasPriority) return NO_ERRORS;
  const unknownStock = { message: 'Stock with id "%value" does not exist.', parameters: { value } };
  return [
    ...(stock === null ? [unknownStock] : []),
    ...(source === null ? [] : [source]),
    ...(hasPriority ? [] : [notNumeric('priority')]),
  ];
}

const toLink = (row: StockLinkRow): StockLink => ({
  source_code: row.source_code ?? '',
  priority: row.priority ?? 0,
  ...keptOf(row),
});

const putLink = (links: readonly StockLink[], link: StockLink): readonly StockLink[] =>
  putRow(links, link, {
    isSame: (other) => canonicalSourceCode(other.source_code) === canonicalSourceCode(link.source_code),
    equals: sameJson,
  });

function link({ stock_id, links }: LinkRows, stock: StockDocument | null, { supplies }: OperationContext) {
  const checked = checkRows(links, (row) => linkErrors({ stock_id, stock }, row, supplies));
  if (stock === null || checked.sound.length === 0) return appliedRows(stock, checked);
  return appliedRows({ ...stock, links: checked.sound.map(toLink).reduce(putLink, stock.links) }, checked);
}

/** Stocks and the sources assigned to them; wrong links are left out and told (contract magento-bulk 8, "Error rows"). */
export const stockModel: EntityModel = {
  apply(document, { action, payload }, context): Applied {
    const before = document as StockDocument | null;
    const sent: unknown = payload;
    return action === 'create'
      ? create(sent as StockCreatePayload, before)
      : link(sent as LinkRows, before, context);
  },
  same: sameJson,
  result: ({ action }, id) => (action === 'create' ? JSON.stringify(id) : null),
};
