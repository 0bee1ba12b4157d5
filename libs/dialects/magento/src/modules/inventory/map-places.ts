import type { IncomingItem } from '@sluice/intake';
import { canonicalSourceCode, groupBy } from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import type { CallArguments } from '../../items/arguments';
import { listArgument, objectArgument } from '../../items/scalar-arguments';
import { skuItem } from '../../items/sku-item';
import { toParts } from '../../items/sku-rows';
import { isJsonObject, type JsonObject } from '../../json';
import type { DeferredItem, ItemMapper, MapContext } from '../module';
import { SOURCE, STOCK, STOCK_LINK } from './inventory-shapes';

/** The properties with a field of their own; all others go by `details`. */
const SOURCE_FIELDS = new Set(['source_code', 'name', 'enabled', 'country_id', 'postcode', 'attributes']);

/** The code must be able to be a message key, as a sku must. */
function mapSource(args: CallArguments, { limits }: MapContext): IncomingItem {
  const sent = objectArgument(args, 'source', { shape: SOURCE, limits });
  const code = sent['source_code'];
  if (typeof code !== 'string' || code === '') throw requiredFields(['source_code']);
  const entries = Object.entries(sent);
  const own = entries.filter(([name]) => SOURCE_FIELDS.has(name));
  const details = entries.filter(([name]) => !SOURCE_FIELDS.has(name));
  const item = skuItem('upsert', canonicalSourceCode(code), {
    ...Object.fromEntries(own),
    ...(details.length === 0 ? {} : { details: Object.fromEntries(details) }),
  });
  if (item.kind !== 'rejected') return item;
  return { ...item, message: item.message.replace('The sku', 'The source code') };
}

/** The id is the key, so it is taken when the item is accepted; one that was sent is not looked at (ADR 22). */
function mapStock(args: CallArguments, { limits }: MapContext): DeferredItem {
  const { stock_id: _ignored, ...sent } = objectArgument(args, 'stock', { shape: STOCK, limits });
  return {
    kind: 'deferred',
    ids: { collection: 'stocks', count: 1 },
    finish: ({ ids: [id = 0] }) => ({
      kind: 'operation',
      action: 'create',
      key: String(id),
      payload: { stock_id: id, ...sent },
      hashed: sent,
    }),
  };
}

function stockIdOf({ stock_id: id }: JsonObject): number {
  if (typeof id !== 'number') throw requiredFields(['stock_id']);
  return id;
}

const withoutStock = ({ stock_id: _stock, ...row }: JsonObject): JsonObject => row;

/** One part a stock, its links in the order sent. */
function mapLinks(args: CallArguments, { limits }: MapContext): IncomingItem {
  const rows = listArgument(args, 'links', { shape: STOCK_LINK, limits });
  const items = [...groupBy(rows, stockIdOf)].map(([id, links]) => ({
    kind: 'operation' as const,
    action: 'link',
    key: String(id),
    payload: { stock_id: id, links: links.map(withoutStock) },
  }));
  return toParts(items, { action: 'link', emptyResult: null });
}

/** By `entity/action`: Magento's arguments as payloads. */
export const PLACE_MAPPERS: Readonly<Record<string, ItemMapper>> = {
  'inventory_source/upsert': mapSource,
  'stock/create': mapStock,
  'stock/link': mapLinks,
};

function sourceItem({ details, ...own }: JsonObject): JsonObject {
  return { source: isJsonObject(details) ? { ...own, ...details } : own };
}

/** The id is the server's. */
const stockItem = ({ stock_id: _id, ...stock }: JsonObject): JsonObject => ({ stock });

const linksItem = ({ stock_id, links }: JsonObject): JsonObject => ({
  links: Array.isArray(links) ? links.filter(isJsonObject).map((row) => ({ stock_id, ...row })) : [],
});

/** By `entity/action`: the item a payload was made of. */
export const PLACE_ITEMS: Readonly<Record<string, (payload: JsonObject) => JsonObject>> = {
  'inventory_source/upsert': sourceItem,
  'stock/create': stockItem,
  'stock/link': linksItem,
};
