import {
  canonicalSku,
  type ProductDocument,
  type ProductLink,
  type ProductLinkPayload,
  type ProductPartPayload,
} from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';
import type { ApplyPart } from './product-part';
import { PRODUCT_NOT_FOUND, invalid, notFound } from './product-refusals';

const LINK_TYPES: ReadonlySet<string> = new Set(['related', 'crosssell', 'upsell', 'associated']);
const INVALID_LINKS = invalid('The linked products data is invalid. Verify the data and try again.');

/** One product is linked once in each way. */
const nameOf = (type: string, sku: string): string => `${type}/${canonicalSku(sku)}`;
const nameOfLink = ({ link_type, linked_product_sku }: ProductLink): string =>
  nameOf(link_type, linked_product_sku);

function typeRefusal({ link_type }: ProductLinkPayload): Refusal | null {
  if (typeof link_type !== 'string' || link_type === '')
    return invalid('"linkType" is required. Enter and try again.');
  if (LINK_TYPES.has(link_type)) return null;
  return notFound(`The "${link_type}" link type wasn't found. Verify the type and try again.`);
}

/** The link as it becomes; its target's type is looked up where it was not sent. */
function toLink(sent: ProductLinkPayload, target: ProductDocument | null): ProductLink {
  const { link_type, linked_product_sku, linked_product_type, position, attributes } = sent;
  return {
    link_type: link_type ?? '',
    linked_product_sku: linked_product_sku ?? '',
    linked_product_type: linked_product_type ?? target?.type_id ?? null,
    position: position ?? 0,
    ...(attributes === undefined ? {} : { attributes }),
  };
}

const merge = (before: readonly ProductLink[], links: readonly ProductLink[]): ProductLink[] => [
  ...new Map([...before, ...links].map((link) => [nameOfLink(link), link])).values(),
];

const targetOf = (
  { linked_product_sku }: ProductLinkPayload,
  { supplies }: OperationContext,
): ProductDocument | null =>
  supplies.document('products', canonicalSku(linked_product_sku ?? '')) as ProductDocument | null;

/**
 * The list an upsert brings in place of the one there is. Whether its targets are there is not asked: they may come
 * later in the same bulk, and the order across products is not promised.
 */
export function replaceLinks(sent: readonly ProductLinkPayload[]): readonly ProductLink[] | Refusal {
  for (const link of sent) {
    const refusal = typeRefusal(link);
    if (refusal !== null) return refusal;
    if ((link.linked_product_sku ?? '') === '') return INVALID_LINKS;
  }
  return merge(
    [],
    sent.map((link) => toLink(link, null)),
  );
}

/** Replaces the links of the types that are named. */
export const setLinks: ApplyPart<ProductPartPayload<'set-links'>> = ({ links = [] }, { items }, context) => {
  for (const item of items) {
    const refusal = typeRefusal(item);
    if (refusal !== null) return refusal;
  }
  const targets = items.map((item) => targetOf(item, context));
  if (targets.includes(null)) return INVALID_LINKS;
  const types = new Set(items.map(({ link_type }) => link_type));
  const kept = links.filter(({ link_type }) => !types.has(link_type));
  const set = items.map((item, index) => toLink(item, targets[index] ?? null));
  return { changes: { links: merge(kept, set) }, result: 'true' };
};

/** Adds one link or changes it. */
export const saveLink: ApplyPart<ProductPartPayload<'save-link'>> = ({ links = [] }, { link }, context) => {
  const refusal = typeRefusal(link);
  if (refusal !== null) return refusal;
  const target = targetOf(link, context);
  if (target === null) return PRODUCT_NOT_FOUND;
  return { changes: { links: merge(links, [toLink(link, target)]) }, result: 'true' };
};

/** Takes one link away. */
export const removeLink: ApplyPart<ProductPartPayload<'remove-link'>> = (before, payload) => {
  const { sku, type, linked_product_sku } = payload;
  if (!LINK_TYPES.has(type))
    return notFound(`The "${type}" link type is unknown. Verify the type and try again.`);
  const { links = [] } = before;
  const name = nameOf(type, linked_product_sku);
  const left = links.filter((link) => nameOfLink(link) !== name);
  return left.length === links.length
    ? notFound(`Product ${sku} doesn't have linked ${linked_product_sku} as ${type}`)
    : { changes: { links: left }, result: 'true' };
};
