import type { InventorySourceDocument, SourceUpsertPayload } from '@sluice/schemas';
import type { Applied, EntityModel } from '../model';
import { sameJson } from '../same-json';

const REQUIRED = ['name', 'country_id', 'postcode'] as const;

const isEmpty = (text: string | null | undefined): boolean =>
  text === undefined || text === null || text.trim() === '';

/** What is wrong with the source as it would be; null where it can be stored. */
function complaint(source: InventorySourceDocument): string | null {
  const empty = REQUIRED.filter((field) => isEmpty(source[field]));
  const texts = empty.map((field) => `"${field}" can not be empty.`);
  if (/\s/.test(source.source_code)) texts.unshift('"source_code" can not contain whitespaces.');
  return texts.length === 0 ? null : `Validation Failed: ${texts.join(' ')}`;
}

/** What was sent over what is there; the code keeps its first spelling. */
function merge(before: InventorySourceDocument | null, sent: SourceUpsertPayload): InventorySourceDocument {
  const { country_id = before?.country_id ?? null, postcode = before?.postcode ?? null } = sent;
  return {
    source_code: before?.source_code ?? sent.source_code,
    name: sent.name === undefined ? (before?.name ?? '') : (sent.name ?? ''),
    enabled: sent.enabled ?? before?.enabled ?? true,
    country_id,
    postcode,
    details: { ...before?.details, ...sent.details },
    attributes: { ...before?.attributes, ...sent.attributes },
  };
}

/** Inventory sources: create or update is decided when the operation is applied. */
export const inventorySourceModel: EntityModel = {
  apply(document, { payload }): Applied {
    const sent: unknown = payload;
    const source = merge(document as InventorySourceDocument | null, sent as SourceUpsertPayload);
    const message = complaint(source);
    return message === null
      ? { kind: 'applied', document: source }
      : { kind: 'refused', refusal: { class: 'final', code: 'invalid', message } };
  },
  same: sameJson,
  /** The service answers nothing. */
  result: () => null,
};
