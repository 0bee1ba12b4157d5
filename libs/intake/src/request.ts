/** An item that a dialect has parsed: what is to happen to which entity. */
export interface OperationItem {
  readonly kind: 'operation';
  readonly action: string;
  /** The canonical entity key. */
  readonly key: string;
  /** The payload of the entity's action, in the shape its schema names. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** What data_hash is taken of where the payload is not what was sent: it holds an id of the server's making. */
  readonly hashed?: unknown;
  /** Secrets that came with the item; absent where none did. */
  readonly sealed?: SealedSecrets;
}

/** Secrets of an item, as they travel and as they were sent. */
export interface SealedSecrets {
  /** Fields that travel behind those of the payload: a sealed text is another one every time it is made. */
  readonly fields: Readonly<Record<string, string>>;
  /** What data_hash is taken of instead of them; never leaves the process (decision 9). */
  readonly clear: readonly (string | null)[];
}

/**
 * A list-type item whose rows belong to several entities: one operation that travels as one message an entity, so that
 * each entity's rows stay in order; an empty list is an operation that is done at once (ADR 20).
 */
export interface OperationInParts {
  readonly kind: 'parts';
  readonly action: string;
  /** One for each entity key. */
  readonly parts: readonly Pick<OperationItem, 'key' | 'payload'>[];
  /** JSON text that an operation without parts answers. */
  readonly emptyResult: string | null;
}

/** An item that the dialect itself refuses while its neighbours go on. */
export interface RejectedItem {
  readonly kind: 'rejected';
  readonly code: string;
  readonly message: string;
}

export type IncomingItem = OperationItem | OperationInParts | RejectedItem;

/** One request of any dialect: items of one entity. */
export interface BulkRequest {
  readonly dialect: string;
  readonly entity: string;
  /** What the dialect calls the call; kept with the bulk and shown by its status. */
  readonly description: string;
  /** Store scope as sent: absent = no store code. */
  readonly scope?: string;
  /** Who sent it, in the dialect's own terms. */
  readonly userType: number;
  readonly userId: number;
  /** Whose bulk it is; null where nobody was asked for a token. */
  readonly owner: string | null;
  /** W3C trace context of the request; one is made where there is none. */
  readonly traceparent?: string;
  readonly items: readonly IncomingItem[];
}

/** What the client is told of one item; `id` is its index in the request. */
export type ItemReceipt =
  | { readonly id: number; readonly status: 'accepted'; readonly dataHash: string }
  | { readonly id: number; readonly status: 'rejected'; readonly code: string; readonly message: string };

/** What a 202 stands for: the bulk is stored and every accepted item is in the log, durably (G1). */
export interface BulkReceipt {
  readonly bulkUuid: string;
  readonly items: readonly ItemReceipt[];
}

/** Accepts a bulk; rejects with a PortError, and then the effects are unknown. */
export type AcceptBulk = (request: BulkRequest) => Promise<BulkReceipt>;
