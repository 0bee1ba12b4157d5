import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, type Database } from '@sluice/sqlite-driver';
import { fileIdentity } from './file-identity';
import { prepareGroups, type GroupStatements } from './group-statements';

/** A consumer group, in one epoch of one topic. */
export interface GroupKey {
  readonly topic: string;
  readonly epoch: number;
  readonly group: string;
}

/** A partition that a member holds; `token` tells this hold from any other of the same partition. */
export interface Claim {
  readonly partition: number;
  readonly member: string;
  readonly token: string;
}

/** Who is in a group now. */
export interface GroupView {
  /** In the order they joined. */
  readonly members: readonly { readonly member: string; readonly expiresAt: number }[];
  readonly claims: readonly Claim[];
}

/** Members, claims and committed offsets of all groups of a directory, in a file of their own. */
export interface GroupStore {
  view(key: GroupKey): GroupView;
  /** Enters or renews a member, removes those that expired, and makes the group's offsets (0) where it is new. */
  renew(key: GroupKey, member: { name: string; now: number; expiresAt: number; partitions: number }): void;
  /** Claims the partitions nobody holds; returns those that were free, each with its committed offset. */
  take(key: GroupKey, member: string, partitions: readonly number[]): (Claim & { next: number })[];
  /** False, without effect, when the claim is no longer held. */
  commit(key: GroupKey, claim: Claim, next: number): boolean;
  release(key: GroupKey, claim: Claim): void;
  leave(key: GroupKey, member: string): void;
  /** Committed offsets by partition; absent where a group is unknown. */
  committed(key: GroupKey): Map<number, number>;
  /** By partition the lowest and the highest offset that a group of this log committed; empty without groups. */
  bounds(topic: string, epoch: number): Map<number, { lowest: number; highest: number }>;
  /** Drops what belongs to older logs of a topic. */
  forgetBefore(topic: string, epoch: number): void;
  /** Ends every membership: for whoever knows that no other process is at work. */
  clearClaims(): void;
  /** Opens the file anew if it was removed or replaced; the groups then start over. */
  reopenIfReplaced(): void;
  close(): void;
}

const GROUPS_FILE = 'groups.db';
const WAL_PAGES = 1_000;
const CACHE_KIB = 2_048;
const BUSY_TIMEOUT_MS = 2_000;

interface OpenGroups {
  readonly database: Database;
  readonly identity: string | null;
  readonly sql: GroupStatements;
}

/**
 * synchronous=NORMAL: a loss of power may take back the latest commits and claims, which delivers messages again.
 * That is a no-op for consumers (positions, first terminal outcome wins): what a handler did was durable, and its
 * outcome stood in the outcome log, before the commit.
 */
function openGroups(path: string): OpenGroups {
  const database = openDatabase({
    path,
    busyTimeoutMs: BUSY_TIMEOUT_MS,
    synchronous: 'NORMAL',
    walPages: WAL_PAGES,
    cacheKib: CACHE_KIB,
  });
  return { database, sql: prepareGroups(database), identity: fileIdentity(path) };
}

const keyValues = ({ topic, epoch, group }: GroupKey): [string, number, string] => [topic, epoch, group];

function viewGroup({ sql }: OpenGroups, key: GroupKey): GroupView {
  return { members: sql.members.all(keyValues(key)), claims: sql.claims.all(keyValues(key)) };
}

function renewMember(
  { database, sql }: OpenGroups,
  key: GroupKey,
  { name, now, expiresAt, partitions }: Parameters<GroupStore['renew']>[1],
): void {
  database.transaction(() => {
    if (sql.renew.run([expiresAt, ...keyValues(key), name]).changes === 0) {
      sql.join.run([...keyValues(key), name, expiresAt]);
      for (let partition = 0; partition < partitions; partition += 1)
        sql.startOffset.run([...keyValues(key), partition]);
    }
    sql.expire.run([...keyValues(key), now]);
    sql.sweep.run(keyValues(key));
  });
}

function takePartitions(
  { database, sql }: OpenGroups,
  key: GroupKey,
  wanted: { readonly member: string; readonly partitions: readonly number[] },
): (Claim & { next: number })[] {
  return database.transaction(() =>
    wanted.partitions.flatMap((partition) => {
      const claim = { partition, member: wanted.member, token: randomUUID() };
      const taken = sql.take.run([...keyValues(key), partition, claim.member, claim.token]).changes === 1;
      return taken ? [{ ...claim, next: sql.offset.get([...keyValues(key), partition])?.next ?? 0 }] : [];
    }),
  );
}

function boundsOf({ sql }: OpenGroups, topic: string, epoch: number) {
  const rows = sql.bounds.all([topic, epoch]);
  return new Map(rows.map(({ partition, lowest, highest }) => [partition, { lowest, highest }]));
}

/** Opens (and makes) the groups of a directory. */
export function openGroupStore(directory: string): GroupStore {
  const path = join(directory, GROUPS_FILE);
  let open = openGroups(path);
  return {
    view: (key) => viewGroup(open, key),
    renew: (key, member) => {
      renewMember(open, key, member);
    },
    take: (key, member, partitions) => takePartitions(open, key, { member, partitions }),
    commit: (key, { partition, token }, next) =>
      open.sql.commit.run([next, ...keyValues(key), partition, token]).changes === 1,
    release: (key, { partition, token }) => {
      open.sql.release.run([...keyValues(key), partition, token]);
    },
    leave: (key, member) => {
      open.sql.leave.run([...keyValues(key), member]);
      open.sql.sweep.run(keyValues(key));
    },
    committed: (key) =>
      new Map(open.sql.offsets.all(keyValues(key)).map(({ partition, next }) => [partition, next])),
    bounds: (topic, epoch) => boundsOf(open, topic, epoch),
    forgetBefore: (topic, epoch) => {
      for (const statement of open.sql.forget) statement.run([topic, epoch]);
    },
    clearClaims: () => {
      open.database.exec('DELETE FROM members; DELETE FROM claims');
    },
    reopenIfReplaced: () => {
      if (fileIdentity(path) === open.identity) return;
      const replaced = open;
      open = openGroups(path);
      replaced.database.close();
    },
    close: () => {
      open.database.close();
    },
  };
}
