import type { BulkStore } from './bulk-store';
import type { Clock } from './clock';
import type { Coordinator } from './coordinator';
import type { EntityStore } from './entity-store';
import type { Logger } from './logger';
import type { MessageBus } from './message-bus';
import type { RejectStore } from './reject-store';
import type { TokenStore } from './token-store';

/** Everything an app needs of the outside; both wirings return it. */
export interface Ports {
  readonly bus: MessageBus;
  readonly entities: EntityStore;
  readonly bulks: BulkStore;
  readonly rejects: RejectStore;
  readonly coordinator: Coordinator;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Closes the bus, then the stores. Idempotent. */
  close(): Promise<void>;
}
