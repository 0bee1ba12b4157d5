/** A group as one of its members sees it. */
export interface GroupState {
  readonly member: string;
  /** The living, this member among them, in the order they joined. */
  readonly members: readonly string[];
  readonly partitions: number;
  /** Holder by partition; the dead hold nothing. */
  readonly holders: ReadonlyMap<number, string>;
  /** Partitions this member must not take yet, for a handler of an earlier hold still runs. */
  readonly busy: ReadonlySet<number>;
}

/** What this member does next. */
export interface ClaimPlan {
  readonly take: readonly number[];
  readonly giveUp: readonly number[];
}

const quotaOf = ({ member, members, partitions }: GroupState): number => {
  const base = Math.floor(partitions / members.length);
  return base + (members.indexOf(member) < partitions % members.length ? 1 : 0);
};

/**
 * Fair shares without a leader: everybody's quota follows from the order of joining, quotas add up to the partitions,
 * who has more gives up, who has less takes what is free. Nothing else moves.
 */
export function planClaims(state: GroupState): ClaimPlan {
  const { member, partitions, holders, busy } = state;
  const quota = quotaOf(state);
  const all = Array.from({ length: partitions }, (_, partition) => partition);
  const mine = all.filter((partition) => holders.get(partition) === member);
  const free = all.filter((partition) => !holders.has(partition) && !busy.has(partition));
  return { take: free.slice(0, Math.max(0, quota - mine.length)), giveUp: mine.slice(quota) };
}
