import type { StoreRegistry } from '@sluice/schemas';

/** What a model knows of the outside when it applies an operation. */
export interface ApplyContext {
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly stores: StoreRegistry;
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

export type Applied =
  | { readonly kind: 'applied'; readonly document: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What an entity does with an operation: pure, one for each entity of the registry. */
export interface EntityModel {
  /** `document` is null where the entity does not exist; a null document in the answer is a delete. */
  apply(document: unknown, operation: AppliedOperation, context: ApplyContext): Applied;
  /** Whether the two documents say the same, apart from what every write changes. */
  same(before: unknown, after: unknown): boolean;
  /** JSON text of what the call answers once applied, without a look at the entity; null where it answers nothing. */
  result(operation: AppliedOperation, id: number | null): string | null;
}
