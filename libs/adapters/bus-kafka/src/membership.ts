/**
 * Whether a kafkajs consumer that goes on fetching is still a member of its group. After the coordinator forgot a
 * member (an outage longer than its session) kafkajs joins anew; if that fails because the coordinator itself is only
 * coming back, it returns to fetching what it was assigned before, without a membership, heartbeats or commits, for
 * good: others get the same partitions, or nobody reads them. Likewise it may return from a rebalance it never joined.
 */
export interface Membership {
  /** It joined: this ends a rebalance. */
  joined(): void;
  /** The coordinator took a heartbeat. During a rebalance that proves nothing: only joining ends it. */
  heartbeat(): void;
  rebalancing(): void;
  /**
   * A fetch was answered. True if fetches were answered for longer than a session without a sign of membership.
   * kafkajs sends a heartbeat, when one is due, after every fetch: so that one was overdue counts from the next fetch.
   */
  fetched(): boolean;
}

/** A consumer that has not fetched yet. */
export function createMembership(now: () => number, sessionMs: number): Membership {
  const state = { rebalancing: false, unprovenSince: null as number | null, overdue: false };
  const prove = (): void => {
    state.unprovenSince = null;
    state.overdue = false;
  };
  return {
    joined: () => {
      state.rebalancing = false;
      prove();
    },
    heartbeat: () => {
      if (!state.rebalancing) prove();
    },
    rebalancing: () => {
      state.rebalancing = true;
    },
    fetched: () => {
      if (state.overdue) return true;
      state.unprovenSince ??= now();
      state.overdue = now() - state.unprovenSince >= sessionMs;
      return false;
    },
  };
}
