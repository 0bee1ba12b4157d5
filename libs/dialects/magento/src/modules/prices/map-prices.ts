import type { IncomingItem } from '@sluice/intake';
import { requiredFields } from '../../http/rest-error';
import type { CallArguments } from '../../items/arguments';
import { floatArgument, listArgument, requiredText } from '../../items/scalar-arguments';
import type { Shape } from '../../items/shape';
import { skuItem } from '../../items/sku-item';
import { mapSkuRows, type SkuGroup } from '../../items/sku-rows';
import { isJsonObject, type JsonObject } from '../../json';
import type { ItemMapper } from '../module';
import { BASE_PRICE, COST, SPECIAL_PRICE, TIER_PRICE } from './price-shapes';

const toPayload = ({ sku, rows }: SkuGroup): JsonObject => ({ sku, prices: rows });

/** The mapper of a list of prices of that shape; without a row there is nothing wrong either. */
function listMapper(action: string, row: Shape): ItemMapper {
  const list = { action, toPayload, emptyResult: '[]' };
  return (args, { limits }) => mapSkuRows(listArgument(args, 'prices', { shape: row, limits }), list);
}

function requiredFloat(args: CallArguments, name: string): number {
  const value = floatArgument(args, name);
  if (value === undefined) throw requiredFields([name]);
  return value;
}

function mapTierAdd(args: CallArguments): IncomingItem {
  const sku = requiredText(args, 'sku');
  return skuItem('tier-add', sku, {
    sku,
    customer_group_id: requiredText(args, 'customerGroupId'),
    price: requiredFloat(args, 'price'),
    quantity: requiredFloat(args, 'qty'),
  });
}

/** By `entity/action`: Magento's arguments as payloads. */
export const PRICE_MAPPERS: Readonly<Record<string, ItemMapper>> = {
  'price/base': listMapper('base', BASE_PRICE),
  'price/special': listMapper('special', SPECIAL_PRICE),
  'price/special-delete': listMapper('special-delete', SPECIAL_PRICE),
  'price/cost': listMapper('cost', COST),
  'price/tier-update': listMapper('tier-update', TIER_PRICE),
  'price/tier-replace': listMapper('tier-replace', TIER_PRICE),
  'price/tier-delete': listMapper('tier-delete', TIER_PRICE),
  'price/tier-add': mapTierAdd,
};

const listItem = ({ sku, prices }: JsonObject): JsonObject => ({
  prices: Array.isArray(prices) ? prices.filter(isJsonObject).map((row) => ({ ...row, sku })) : [],
});

const tierAddItem = ({ sku, customer_group_id, price, quantity }: JsonObject): JsonObject => ({
  sku,
  customerGroupId: customer_group_id,
  price,
  qty: quantity,
});

/** By `entity/action`: the item a payload was made of. */
export const PRICE_ITEMS: Readonly<Record<string, (payload: JsonObject) => JsonObject>> = Object.fromEntries(
  Object.keys(PRICE_MAPPERS).map((name) => [name, name === 'price/tier-add' ? tierAddItem : listItem]),
);
