import type { z } from 'zod';

/** What an action of an entity promises. */
export interface ActionSpec {
  /** Applying the same item twice in a row changes nothing: only then may it end as `unchanged` (decision 8). */
  readonly idempotent: boolean;
  /** The payload a message of this action carries. */
  readonly payload: z.ZodType;
  /** The canonical entity key inside such a payload; it is also the message key (mechanics 1). */
  readonly keyOf: (payload: never) => string;
}

/**
 * Where an entity's server-made id comes from. `none`: it has none. `on-create`: its consumer gives one at the first
 * write. `key`: the id is the key, so whoever accepts a create has taken it before (ADR 22).
 */
export type IdSource = 'none' | 'on-create' | 'key';

/** One entity: its collection, the consumer app that applies it, and its actions. */
export interface EntitySpec {
  readonly name: string;
  readonly collection: string;
  readonly consumer: string;
  readonly id: IdSource;
  readonly actions: Readonly<Record<string, ActionSpec>>;
}
