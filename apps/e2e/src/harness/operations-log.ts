/** A message as another program would publish it. */
export interface ForeignMessage {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A message read back. */
export interface LoggedMessage extends ForeignMessage {
  readonly partition: number;
  readonly offset: number;
}

/** The log beside the running apps: what another program sees of it. Names are those of the topics. */
export interface OperationsLog {
  /** Publishes in order; resolves when the log has them. */
  publish(topic: string, messages: readonly ForeignMessage[]): Promise<void>;
  /** Every message of the topic up to its end now, by partition and offset. */
  readAll(topic: string): Promise<LoggedMessage[]>;
  /** How many messages of the topic the group has not committed yet. */
  lag(topic: string, group: string): Promise<number>;
  close(): Promise<void>;
}
