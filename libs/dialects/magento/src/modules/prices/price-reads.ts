import {
  canonicalSku,
  type BasePrice,
  type Cost,
  type PriceDocument,
  type SpecialPrice,
  type TierPrice,
} from '@sluice/schemas';
import { requiredFields } from '../../http/rest-error';
import { listOf, readList, unfold } from '../../items/shape';
import { isJsonObject, type JsonObject } from '../../json';
import type { ReadContext, ReadRow } from '../module';
import { groupPrices } from './group-prices';

const PRICES = { entity: 'price', access: 'magento:prices:read', acl: 'Magento_Catalog::catalog' } as const;

/** The skus of the body, each once, in the order sent. Throws the 400 of a body without them. */
function skusOf({ body, options }: ReadContext): string[] {
  const sent = isJsonObject(body) ? (body['skus'] ?? null) : null;
  if (sent === null) throw requiredFields(['skus']);
  const skus = readList(listOf('string'), sent, { limits: options.limits, field: 'skus' });
  return [...new Set(skus.filter((sku) => typeof sku === 'string').map(canonicalSku))];
}

/** The prices of the products that are there; prices of one that was deleted are not shown. */
async function documentsOf(context: ReadContext): Promise<PriceDocument[]> {
  const keys = skusOf(context);
  const found = await context.entities.many('price', keys);
  const products = await context.entities.many(
    'product',
    found.map(({ key }) => key),
  );
  const there = new Set(products.map(({ key }) => key));
  return found.filter(({ key }) => there.has(key)).map(({ document }) => document as PriceDocument);
}

type Row = BasePrice | SpecialPrice | Cost | TierPrice;

/** A row with its sku and without the nesting of what only the sender knew. */
const rowView = ({ attributes, ...row }: Row, sku: string): unknown =>
  unfold(attributes === undefined ? { ...row, sku } : { ...row, sku, attributes });

const information = (
  name: string,
  rowsOf: (document: PriceDocument) => readonly Row[],
  description: string,
): ReadRow => ({
  verb: 'POST',
  path: `/products/${name}-information`,
  ...PRICES,
  description,
  answer: async (context) => {
    const documents = await documentsOf(context);
    return documents.flatMap((document) => rowsOf(document).map((row) => rowView(row, document.sku)));
  },
});

/** Reading prices back (contract magento-bulk 8, "Prices"); an unknown sku has none. */
export const PRICE_READS: readonly ReadRow[] = [
  information('base-prices', ({ base }) => base, 'The base prices of these skus, by store.'),
  information('special-price', ({ special }) => special, 'The special prices of these skus, by store.'),
  information('cost', ({ cost }) => cost, 'The costs of these skus, by store.'),
  information('tier-prices', ({ tiers }) => tiers, 'The tier prices of these skus.'),
  {
    verb: 'GET',
    path: '/products/:sku/group-prices/:customerGroupId/tiers',
    ...PRICES,
    description: 'The tier prices of a product for one customer group (an id, or all).',
    answer: (context, _call, { sku = '', customerGroupId = '' }): Promise<JsonObject[]> =>
      groupPrices(context, canonicalSku(sku), customerGroupId),
  },
];
