import {
  customerGroupKey,
  isAlias,
  type CustomerGroupCreatePayload,
  type CustomerGroupDocument,
  type CustomerGroupUpdatePayload,
  type StoreRegistry,
} from '@sluice/schemas';
import type { Applied, EntityModel, OperationContext } from '../model';
import { sameJson } from '../same-json';
import { claimName, holderOf } from './customer-claim';
import { mergeOpen, refuse } from './sent-fields';

/** Retail Customer: what a group has when its creator does not say (contract magento-bulk 8, "Registry"). */
const DEFAULT_TAX_CLASS = 3;

/** Customer groups by the code they go by. */
const NAMES = {
  collection: 'customer_groups',
  nameOf: (document: unknown): string => customerGroupKey((document as CustomerGroupDocument).code),
} as const;

const ALREADY_EXISTS = refuse('already_exists', 'Customer Group already exists.');

type Sent = CustomerGroupCreatePayload | CustomerGroupUpdatePayload;

function merge(before: CustomerGroupDocument | null, sent: Sent): CustomerGroupDocument {
  const extension = sent.extension_attributes ?? before?.extension_attributes;
  return {
    code: sent.code ?? before?.code ?? '',
    tax_class_id: sent.tax_class_id ?? before?.tax_class_id ?? DEFAULT_TAX_CLASS,
    ...(extension === undefined ? {} : { extension_attributes: extension }),
    attributes: mergeOpen(before?.attributes, sent.attributes),
  };
}

/** The refusal, in the original's words, where a tax class was sent that no group may have. */
function wrongTaxClass({ tax_class_id: id }: Sent, { customerTaxClasses }: StoreRegistry): Applied | null {
  if (id === null || id === undefined || customerTaxClasses.includes(id)) return null;
  return refuse('invalid', `Invalid value of "${String(id)}" provided for the taxClassId field.`);
}

function create(
  document: unknown,
  sent: CustomerGroupCreatePayload,
  { supplies, stores }: OperationContext,
): Applied {
  const key = customerGroupKey(sent.code);
  if (holderOf(NAMES, { key, document, supplies }) !== null) return ALREADY_EXISTS;
  return wrongTaxClass(sent, stores) ?? { kind: 'applied', document: merge(null, sent) };
}

function update(
  document: unknown,
  sent: CustomerGroupUpdatePayload,
  { supplies, stores }: OperationContext,
): Applied {
  if (document === null || isAlias(document)) {
    return refuse('not_found', `No such entity with id = ${sent.id}`);
  }
  const refused = wrongTaxClass(sent, stores);
  if (refused !== null) return refused;
  const after = merge(document as CustomerGroupDocument, sent);
  const name = NAMES.nameOf(after);
  if (name === NAMES.nameOf(document)) return { kind: 'applied', document: after };
  const also = claimName(NAMES, { own: sent.key, name, supplies });
  return also === null ? ALREADY_EXISTS : { kind: 'applied', document: after, also };
}

/** Customer groups; as with customers, one that gets another code keeps the key it was created under. */
export const customerGroupModel: EntityModel = {
  apply: (document, { action, payload }, context) =>
    action === 'create'
      ? create(document, payload as CustomerGroupCreatePayload, context)
      : update(document, payload as CustomerGroupUpdatePayload, context),
  same: (before, after) => before !== null && !isAlias(before) && sameJson(before, after),
  result: ({ payload }, id) => JSON.stringify({ id, code: (payload as Partial<Sent>).code ?? undefined }),
  refs: (document, id) => (id === null || isAlias(document) ? [] : [`id:${id}`]),
};
