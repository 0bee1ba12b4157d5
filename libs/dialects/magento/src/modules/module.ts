import type { IncomingItem } from '@sluice/intake';
import type { RouteShape } from '@sluice/route-mapping';
import type { StoreRegistry } from '@sluice/schemas';
import type { CallArguments } from '../items/arguments';
import type { ShapeLimits } from '../items/shape';
import type { JsonObject } from '../json';
import type { EntityReader } from '../entities/entity-reader';
import type { MagentoRouterOptions, RestCall } from '../rest-call';
import type { MagentoRow } from '../route-table';

/** What a mapper knows beside the item's arguments. */
export interface MapContext {
  /** Store scope as sent; absent = no store code. */
  readonly scope: string | undefined;
  readonly limits: ShapeLimits;
  readonly stores: StoreRegistry;
  /** Encrypts a password for the consumer (decision 9). */
  readonly seal: (secret: string) => string;
}

/** What a deferred item got. */
export interface Found {
  /** As many new ids as were asked for. */
  readonly ids: readonly number[];
  /** The key a ref leads to, undefined where it leads nowhere. */
  key(collection: string, ref: string): string | undefined;
}

/**
 * An item that needs the store before it has its key: ids for what it creates, or the keys that server-made ids stand
 * for. All items of a request are resolved together, in one call a collection.
 */
export interface DeferredItem {
  readonly kind: 'deferred';
  /** New ids from the sequence of this collection. */
  readonly ids?: { readonly collection: string; readonly count: number };
  readonly refs?: readonly { readonly collection: string; readonly ref: string }[];
  /** Must not throw: what leads nowhere is accepted and fails when it is applied (architecture). */
  readonly finish: (found: Found) => IncomingItem;
}

/** How the arguments of an action become its operation; throws the 400 that refuses the whole request. */
export type ItemMapper = (args: CallArguments, context: MapContext) => IncomingItem | DeferredItem;

/** What a reading route answers: the value of a JSON body with status 200, or undefined if it answered by itself. */
export type ReadAnswer = (
  context: ReadContext,
  call: RestCall,
  params: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** What readers read from. */
export interface ReadContext {
  readonly options: MagentoRouterOptions;
  readonly entities: EntityReader;
  /** The JSON body of a request that has one; undefined else. */
  readonly body: unknown;
}

/**
 * Who may read: `any` a valid token of any kind, `anonymous` everybody, else a scope (contract magento-bulk 8).
 */
export interface ReadRow extends RouteShape {
  readonly verb: 'GET' | 'POST';
  readonly access: string;
  /** Whose entities it shows: a token may be limited to some. Absent where it shows none. */
  readonly entity?: string;
  /** The ACL name that a 401 tells. */
  readonly acl: string;
  readonly description: string;
  readonly answer: ReadAnswer;
}

/** The entity under a key as Magento shows it, null where there is none. */
export type EntityView = (context: ReadContext, key: string, scope: string) => Promise<unknown>;

/** The whole of a result that was too long for an outcome, from what the outcome says and the entity's key. */
export type WholeResult = (context: ReadContext, key: string, result: unknown) => Promise<unknown>;

/** Everything the dialect knows of one part of the API; `modules.ts` lists them all. */
export interface MagentoModule {
  readonly writes: readonly MagentoRow[];
  /** By `entity/action`. */
  readonly mappers: Readonly<Record<string, ItemMapper>>;
  readonly reads: readonly ReadRow[];
  /** By entity: what a synchronous write answers whose row says `entity`. */
  readonly views: Readonly<Record<string, EntityView>>;
  /** By `entity/action`: what a synchronous write answers where its result may be too long for an outcome. */
  readonly wholeResults?: Readonly<Record<string, WholeResult>>;
  /** By `entity/action`: the item a payload was made of, for `serialized_data`; the payload itself where absent. */
  readonly items: Readonly<Record<string, (payload: JsonObject) => JsonObject>>;
}
