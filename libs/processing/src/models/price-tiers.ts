import type { TierAddPayload, TierPrice, TierPriceRow } from '@sluice/schemas';
import type { OperationContext, Refusal, Supplies } from '../model';
import { sameJson } from '../same-json';
import { NO_ERRORS, isKnown, keptOf, putRow, type ErrorRow } from './error-rows';
import type { RowContext } from './price-rows';

/** The code that stands for every customer group. */
const ALL_GROUPS = 'ALL GROUPS';

const groupKey = (code: string): string => code.toLowerCase();

const isGroup = (supplies: Supplies, code: string): boolean =>
  groupKey(code) === groupKey(ALL_GROUPS) || isKnown(supplies, 'customer_groups', groupKey(code));

const isPriceType = (type: unknown): type is TierPrice['price_type'] =>
  type === 'fixed' || type === 'discount';

/** A discount is a percentage. */
const isTierAmount = (price: unknown, type: unknown): boolean =>
  typeof price === 'number' && price >= 0 && (type !== 'discount' || price <= 100);

/** What is wrong with a tier price; nothing where it can be applied. */
export function tierErrors(at: RowContext, row: TierPriceRow): readonly ErrorRow[] {
  const { supplies, stores } = at.context;
  const { price = null, price_type: priceType = null, quantity: qty = null } = row;
  const { website_id: websiteId = null, customer_group: customerGroup = null } = row;
  const wrong: [text: string, first: ErrorRow['parameters']][] = [];
  if (!at.isProduct) wrong.push(['Invalid attribute SKU = %SKU.', {}]);
  if (!isTierAmount(price, priceType)) wrong.push(['Invalid attribute Price = %price.', { price }]);
  if (!isPriceType(priceType)) wrong.push(['Invalid attribute Price Type = %priceType.', { priceType }]);
  if (qty === null || qty <= 0) wrong.push(['Invalid attribute Quantity = %qty.', {}]);
  if (!stores.websites.some(({ id }) => id === websiteId))
    wrong.push(['Invalid attribute Website ID = %websiteId.', {}]);
  if (customerGroup === null || !isGroup(supplies, customerGroup))
    wrong.push(['No such entity with Customer Group = %customerGroup.', {}]);
  if (wrong.length === 0) return NO_ERRORS;
  const rowId = { SKU: at.sku, websiteId, customerGroup, qty };
  return wrong.map(([text, first]) => ({
    message: `${text} Row ID: SKU = %SKU, Website ID: %websiteId, Customer Group: %customerGroup, Quantity: %qty.`,
    parameters: { ...first, ...rowId },
  }));
}

/** A row without errors as it is stored. */
export const toTier = (row: TierPriceRow): TierPrice => ({
  price: row.price ?? 0,
  price_type: row.price_type === 'discount' ? 'discount' : 'fixed',
  website_id: row.website_id ?? 0,
  customer_group:
    groupKey(row.customer_group ?? '') === groupKey(ALL_GROUPS) ? ALL_GROUPS : (row.customer_group ?? ''),
  quantity: row.quantity ?? 0,
  ...keptOf(row),
});

type Tiers = readonly TierPrice[];

const isSameTier =
  (tier: TierPrice) =>
  (other: TierPrice): boolean =>
    other.website_id === tier.website_id &&
    other.quantity === tier.quantity &&
    groupKey(other.customer_group) === groupKey(tier.customer_group);

/** Sets the tier of that website, group and quantity. */
export const putTier = (tiers: Tiers, tier: TierPrice): Tiers =>
  putRow(tiers, tier, { isSame: isSameTier(tier), equals: sameJson });

/** Without the tier that is just this one: with another price it stays, as the original leaves it. */
export function dropTier(tiers: Tiers, tier: TierPrice): Tiers {
  const isMeant = isSameTier(tier);
  const left = tiers.filter(
    (other) => !isMeant(other) || other.price !== tier.price || other.price_type !== tier.price_type,
  );
  return left.length === tiers.length ? tiers : left;
}

const refuse = (code: string, message: string): Refusal => ({ class: 'final', code, message });

const codeOf = (group: unknown): string | null =>
  typeof group === 'object' && group !== null && 'code' in group && typeof group.code === 'string'
    ? group.code
    : null;

/** The code of the group with that id. */
function groupCode(supplies: Supplies, id: string): string | null {
  if (id === 'all') return ALL_GROUPS;
  const key = /^\d{1,15}$/.test(id) ? supplies.locate('customer_groups', `id:${Number(id)}`) : undefined;
  return key === undefined ? null : codeOf(supplies.document('customer_groups', key));
}

/** The fixed tier for all websites that a single price is, or why there can be none. */
export function addedTier(payload: TierAddPayload, { supplies }: OperationContext): TierPrice | Refusal {
  const { customer_group_id: id, price, quantity } = payload;
  if (price <= 0 || quantity <= 0)
    return refuse('invalid', 'The data was invalid. Verify the data and try again.');
  const code = groupCode(supplies, id);
  if (code === null) return refuse('not_found', `No such entity with id = ${id}`);
  return { price, price_type: 'fixed', website_id: 0, customer_group: code, quantity };
}
