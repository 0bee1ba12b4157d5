import type { z } from 'zod';
import { canonicalSku, productDeletePayload, productUpsertPayload } from './entities/product';

/** What an action of an entity promises. */
export interface ActionSpec {
  /** Applying the same item twice in a row changes nothing: only then may it end as `unchanged` (decision 8). */
  readonly idempotent: boolean;
  /** The payload a message of this action carries. */
  readonly payload: z.ZodType;
  /** The canonical entity key inside such a payload; it is also the message key (mechanics 1). */
  readonly keyOf: (payload: never) => string;
}

/** One entity: its collection, the consumer app that applies it, and its actions. */
export interface EntitySpec {
  readonly name: string;
  readonly collection: string;
  readonly consumer: string;
  readonly actions: Readonly<Record<string, ActionSpec>>;
}

const skuKey = (payload: { sku: string }): string => canonicalSku(payload.sku);

const product: EntitySpec = {
  name: 'product',
  collection: 'products',
  consumer: 'products',
  actions: {
    upsert: { idempotent: true, payload: productUpsertPayload, keyOf: skuKey },
    delete: { idempotent: true, payload: productDeletePayload, keyOf: skuKey },
  },
};

/** The one place to add an entity: every topic, consumer and model is looked up from here. */
export const entityRegistry: ReadonlyMap<string, EntitySpec> = new Map([[product.name, product]]);

/** The consumer apps there are, each with an operations topic of its own. */
export const consumers: readonly string[] = [...new Set([...entityRegistry.values()].map((e) => e.consumer))];

/** The action of an entity, or undefined where the registry knows no such pair. */
export function findAction(entity: string, action: string): ActionSpec | undefined {
  const actions = entityRegistry.get(entity)?.actions;
  return actions !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
}
