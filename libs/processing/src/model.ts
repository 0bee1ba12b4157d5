import type { StoreRegistry } from '@sluice/schemas';

/**
 * What an operation may ask of the outside while it is applied. Everything is answered at once and purely: what has
 * not been fetched yet is answered as absent and noted, and once it is there the fold is made again. A model may
 * therefore ask in the middle of a decision, but must end in a sound state whatever the answers are.
 */
export interface Supplies {
  /** Whether the entity is there now (the order across keys is not promised: G10). */
  exists(collection: string, key: string): boolean;
  /** The entity's document, null where there is none. */
  document(collection: string, key: string): unknown;
  /** The server-made id of an aggregate, null where it has none. */
  idOf(collection: string, key: string): number | null;
  /** The key that a ref (`id:17`) leads to, undefined where there is none. */
  locate(collection: string, ref: string): string | undefined;
  /** The next id for a part of this entity (a media entry, an address); the same ones when the fold is made again. */
  nextId(): number;
  /** The slow hash of a sealed password; null where it was not sealed under our key. */
  passwordHash(sealed: string): string | null;
  /** What was sealed, as it was; null where it was not sealed under our key. */
  opened(sealed: string): string | null;
}

/** What a model knows of the outside when it applies an operation. */
export interface ApplyContext {
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly stores: StoreRegistry;
}

/** The context of one operation. */
export interface OperationContext extends ApplyContext {
  /** The aggregate's server-made id: the stored one, or the one it gets if it comes to be. */
  readonly id: number;
  readonly supplies: Supplies;
  /** Hex, the same whenever this operation is applied: what is made by chance is made from it. */
  readonly seed: () => string;
}

/** The part of an operation that a model applies; the payload has passed its schema. */
export interface AppliedOperation {
  readonly action: string;
  /** Store scope as sent: absent = no store code. */
  readonly scope?: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Why an operation cannot be applied. */
export interface Refusal {
  readonly class: 'retriable' | 'final';
  readonly code: string;
  readonly message: string;
}

/**
 * Another aggregate that is written before this one: there is no transaction over both, so whoever finds it written
 * by a try that died must take it for its own. It must have been asked for, because the write is conditional on the
 * revision that was read.
 */
export interface SideWrite {
  readonly collection: string;
  readonly key: string;
  readonly id: number | null;
  readonly document: unknown;
}

export type Applied =
  | {
      readonly kind: 'applied';
      readonly document: unknown;
      /** JSON text of what the call answers, where `result` of the model cannot tell; remembered for redeliveries. */
      readonly result?: string | null;
      /** Rows of a list-type item that were wrong and left out; `result` then names them. */
      readonly rowsFailed?: number;
      readonly also?: readonly SideWrite[];
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What an entity does with an operation: pure, one for each entity of the registry. */
export interface EntityModel {
  /** `document` is null where the entity does not exist; a null document in the answer is a delete. */
  apply(document: unknown, operation: AppliedOperation, context: OperationContext): Applied;
  /** Whether the two documents say the same, apart from what every write changes. */
  same(before: unknown, after: unknown): boolean;
  /** JSON text of what the call answers once applied, without a look at the entity; null where it answers nothing. */
  result(operation: AppliedOperation, id: number | null): string | null;
  /** Other names the entity is found by (`id:17`); none where absent. */
  refs?(document: unknown, id: number | null): readonly string[];
}
