import { ALL_SCOPES, type PriceDocument, type ProductDocument, type TierPrice } from '@sluice/schemas';
import { productNotFound } from '../../http/rest-error';
import type { JsonObject } from '../../json';
import type { ReadContext } from '../module';
import { basePriceIn } from './base-price';

const ALL_GROUPS = 'all groups';

/** The key of the group that tiers name by its code; null where there is no such group. */
async function groupOf({ entities }: ReadContext, id: string): Promise<string | null> {
  if (id === 'all') return ALL_GROUPS;
  const group = /^\d{1,15}$/.test(id) ? await entities.byRef('customer_group', `id:${Number(id)}`) : null;
  return group?.key ?? null;
}

/** What a tier comes to: a discount is taken off the price the product has. */
const valueOf = (tier: TierPrice, price: number): number =>
  tier.price_type === 'fixed' ? tier.price : Number((price * (1 - tier.price / 100)).toFixed(4));

const tierView = (tier: TierPrice, customerGroupId: string, price: number): JsonObject => ({
  customer_group_id: customerGroupId,
  qty: tier.quantity,
  value: valueOf(tier, price),
  extension_attributes: {
    website_id: tier.website_id,
    ...(tier.price_type === 'fixed' ? {} : { percentage_value: tier.price }),
  },
});

/** The tiers of the product under this key for a group; none for a group that is not there. Throws the 404. */
export async function groupPrices(
  context: ReadContext,
  key: string,
  customerGroupId: string,
): Promise<JsonObject[]> {
  const product = await context.entities.one('product', key);
  if (product === null) throw productNotFound();
  const group = await groupOf(context, customerGroupId);
  const found = await context.entities.one('price', key);
  if (found === null || group === null) return [];
  const prices = found.document as PriceDocument;
  const own = (product.document as ProductDocument).price ?? 0;
  const price = basePriceIn(prices, context.options.stores, ALL_SCOPES) ?? own;
  return prices.tiers
    .filter((tier) => tier.customer_group.toLowerCase() === group)
    .map((tier) => tierView(tier, customerGroupId, price));
}
