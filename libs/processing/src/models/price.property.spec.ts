import fc from 'fast-check';
import type { PriceDocument, TierPriceRow } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { priceModel } from './price';

const OUTSIDE = context({
  documents: { 'products/a-1': {}, 'customer_groups/general': { code: 'General' } },
});

const row: fc.Arbitrary<TierPriceRow> = fc.record({
  price: fc.constantFrom(-1, 1, 2, null),
  price_type: fc.constantFrom('fixed', 'discount', 'other'),
  website_id: fc.constantFrom(0, 1, 5),
  customer_group: fc.constantFrom('General', 'GENERAL', 'all groups', 'Nobody'),
  quantity: fc.constantFrom(0, 1, 2),
});
const action = fc.constantFrom('tier-update', 'tier-replace', 'tier-delete');
const operations = fc.array(fc.tuple(action, fc.array(row, { minLength: 1, maxLength: 5 })), {
  maxLength: 8,
});

const isSound = (one: TierPriceRow): boolean =>
  (one.price ?? -1) >= 0 &&
  one.price_type !== 'other' &&
  one.website_id !== 5 &&
  one.customer_group !== 'Nobody' &&
  one.quantity !== 0;

const nameOf = (one: TierPriceRow): string =>
  [one.website_id, one.customer_group?.toLowerCase(), one.quantity].join();
const worth = (one: TierPriceRow): string => `${one.price_type} ${one.price}`;

/** The tiers as a map of what names them to what they are worth. */
function expected(list: readonly [string, TierPriceRow[]][]): Map<string, string> {
  let tiers = new Map<string, string>();
  for (const [name, rows] of list) {
    const sound = rows.filter(isSound);
    if (name === 'tier-replace' && sound.length > 0) tiers = new Map();
    for (const one of sound) {
      if (name !== 'tier-delete') tiers.set(nameOf(one), worth(one));
      else if (tiers.get(nameOf(one)) === worth(one)) tiers.delete(nameOf(one));
    }
  }
  return tiers;
}

describe('tier prices', () => {
  it('end as a map by website, group and quantity would, and wrong rows are counted', () => {
    fc.assert(
      fc.property(operations, (list) => {
        let document: unknown = null;
        for (const [name, prices] of list) {
          const result = priceModel.apply(
            document,
            { action: name, payload: { sku: 'A-1', prices } },
            OUTSIDE,
          );
          if (result.kind === 'refused') throw new Error(result.refusal.message);
          expect(result.rowsFailed ?? 0).toBe(prices.filter((one) => !isSound(one)).length);
          document = result.document;
        }
        const tiers = (document as PriceDocument | null)?.tiers ?? [];
        expect(new Map(tiers.map((tier) => [nameOf(tier), worth(tier)]))).toEqual(expected(list));
        expect(document === null).toBe(tiers.length === 0);
      }),
    );
  });
});
