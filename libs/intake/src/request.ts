/** An item that a dialect has parsed: what is to happen to which entity. */
export interface OperationItem {
  readonly kind: 'operation';
  readonly action: string;
  /** The canonical entity key. */
  readonly key: string;
  /** The payload of the entity's action, in the shape its schema names. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An item that the dialect itself refuses while its neighbours go on. */
export interface RejectedItem {
  readonly kind: 'rejected';
  readonly code: string;
  readonly message: string;
}

export type IncomingItem = OperationItem | RejectedItem;

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
