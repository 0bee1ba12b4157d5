import {
  basePricesPayload,
  costsPayload,
  specialPricesPayload,
  tierAddPayload,
  tierPricesPayload,
} from '../entities/price';
import { canonicalSku } from '../entities/product';
import type { ActionSpec, EntitySpec } from '../entity-spec';

const keyOf = (payload: { sku: string }): string => canonicalSku(payload.sku);

const idempotent = (payload: ActionSpec['payload']): ActionSpec => ({ idempotent: true, payload, keyOf });

const price: EntitySpec = {
  name: 'price',
  collection: 'prices',
  consumer: 'prices',
  id: 'none',
  actions: {
    base: idempotent(basePricesPayload),
    special: idempotent(specialPricesPayload),
    'special-delete': idempotent(specialPricesPayload),
    cost: idempotent(costsPayload),
    'tier-update': idempotent(tierPricesPayload),
    'tier-replace': idempotent(tierPricesPayload),
    'tier-delete': idempotent(tierPricesPayload),
    'tier-add': idempotent(tierAddPayload),
  },
};

/** Prices. */
export const priceEntities: readonly EntitySpec[] = [price];
