import { randomUUID } from 'node:crypto';
import type { Clock, Logger, SubscribeOptions } from '@sluice/ports';
import type { Claim, GroupKey, GroupStore, GroupView } from './group-store';
import { runPartition, type PartitionLoop } from './partition-loop';
import { planClaims, type ClaimPlan } from './plan-claims';
import type { BusTimings } from './timings';
import type { TopicLog } from './topic-log';

/** What every session of a bus works with. */
export interface SessionTools {
  readonly groups: GroupStore;
  readonly clock: Clock;
  readonly timings: BusTimings;
  readonly logger: Logger;
  /** Tells the other members of the process that members or claims changed. */
  readonly announce: () => void;
}

/** One membership in a group, in one epoch of a topic. */
export interface Session {
  readonly epoch: number;
  /** Renews the membership when due, and takes and gives up partitions as the group's shares demand. */
  step(): void;
  /** There may be new messages in these partitions. */
  wake(partitions?: readonly number[]): void;
  /** Lets running handlers finish, commits them, leaves. Idempotent. */
  close(): Promise<void>;
  /** Stops without leaving, as a crash would. */
  abandon(): void;
}

interface SessionState {
  readonly member: string;
  readonly key: GroupKey;
  readonly log: TopicLog;
  readonly options: SubscribeOptions;
  readonly tools: SessionTools;
  readonly loops: Map<number, PartitionLoop>;
  closing: Promise<void> | null;
}

const DEFAULT_MAX_BATCH = 1_000;
/** Renewed this many times before it would expire. */
const RENEWALS = 4;

function renewIfDue({ member, key, log, tools }: SessionState): void {
  const { groups, clock, timings } = tools;
  const now = clock.now();
  const own = groups.view(key).members.find(({ member: name }) => name === member);
  const remaining = (own?.expiresAt ?? 0) - now;
  if (own !== undefined && remaining > timings.claimMs * (1 - 1 / RENEWALS)) return;
  groups.renew(key, { name: member, now, expiresAt: now + timings.claimMs, partitions: log.partitions });
  if (own === undefined) tools.announce();
}

/** Ends the loops whose partition somebody else took while this member was late. */
function dropLost(state: SessionState, { claims }: GroupView): void {
  const held = new Set(claims.map(({ token }) => token));
  for (const loop of state.loops.values()) if (!held.has(loop.claim.token)) void loop.stop();
}

function plan({ member, log, loops, tools }: SessionState, { members, claims }: GroupView): ClaimPlan {
  const now = tools.clock.now();
  const living = members.flatMap((one) => (one.member === member || one.expiresAt > now ? [one.member] : []));
  return planClaims({
    member,
    members: living,
    partitions: log.partitions,
    holders: new Map(
      claims.flatMap((claim) => (living.includes(claim.member) ? [[claim.partition, claim.member]] : [])),
    ),
    busy: new Set(loops.keys()),
  });
}

function startLoop(state: SessionState, claim: Claim & { readonly next: number }): void {
  const { key, log, options, tools } = state;
  const { topic, epoch } = key;
  const { partition } = claim;
  const loop = runPartition({
    claim,
    next: claim.next,
    maxBatch: options.maxBatch ?? DEFAULT_MAX_BATCH,
    read: (from, maxMessages) => log.read({ partition, from, maxMessages }),
    handle: (messages) => options.handler({ topic, partition, epoch, messages }),
    commit: (next) => tools.groups.commit(key, claim, next),
    clock: tools.clock,
    timings: tools.timings,
    logger: tools.logger.child({ topic, group: key.group }),
  });
  state.loops.set(partition, loop);
  void loop.done.then(() => state.loops.delete(partition));
}

/** A partition is given up only when its running handler has ended and is committed. */
async function giveUp({ key, tools }: SessionState, loop: PartitionLoop): Promise<void> {
  await loop.stop();
  try {
    tools.groups.release(key, loop.claim);
    tools.announce();
  } catch (error) {
    tools.logger.warn({ err: error, ...loop.claim }, 'a partition is released only when its claim expires');
  }
}

function step(state: SessionState): void {
  if (state.closing !== null) return;
  renewIfDue(state);
  const view = state.tools.groups.view(state.key);
  dropLost(state, view);
  const { take, giveUp: surplus } = plan(state, view);
  for (const partition of surplus) {
    const loop = state.loops.get(partition);
    if (loop?.stopping() === false) void giveUp(state, loop);
  }
  if (take.length === 0) return;
  for (const claim of state.tools.groups.take(state.key, state.member, take)) startLoop(state, claim);
}

async function leave({ loops, tools, key, member }: SessionState): Promise<void> {
  await Promise.all([...loops.values()].map((loop) => loop.stop()));
  try {
    tools.groups.leave(key, member);
    tools.announce();
  } catch (error) {
    tools.logger.warn({ err: error, ...key }, 'a membership ends only when it expires');
  }
}

/** Joins the group at the next step. */
export function openSession(options: SubscribeOptions, log: TopicLog, tools: SessionTools): Session {
  const key = { topic: options.topic, epoch: log.epoch, group: options.group };
  const state: SessionState = {
    member: randomUUID(),
    key,
    log,
    options,
    tools,
    loops: new Map(),
    closing: null,
  };
  return {
    epoch: log.epoch,
    step: () => {
      step(state);
    },
    wake: (partitions) => {
      for (const [partition, loop] of state.loops) if (partitions?.includes(partition) ?? true) loop.wake();
    },
    close: () => (state.closing ??= leave(state)),
    abandon: () => {
      state.closing = Promise.resolve();
      for (const loop of state.loops.values()) void loop.stop();
    },
  };
}
