import type { Database } from '@sluice/sqlite-driver';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS members (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, epoch INTEGER NOT NULL, grp TEXT NOT NULL,
    member TEXT NOT NULL, expires_at INTEGER NOT NULL, UNIQUE (topic, epoch, grp, member)
  );
  CREATE TABLE IF NOT EXISTS claims (
    topic TEXT NOT NULL, epoch INTEGER NOT NULL, grp TEXT NOT NULL, partition INTEGER NOT NULL,
    member TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (topic, epoch, grp, partition)
  );
  CREATE TABLE IF NOT EXISTS offsets (
    topic TEXT NOT NULL, epoch INTEGER NOT NULL, grp TEXT NOT NULL, partition INTEGER NOT NULL,
    next INTEGER NOT NULL, PRIMARY KEY (topic, epoch, grp, partition)
  );
`;

const OF_GROUP = 'topic = ? AND epoch = ? AND grp = ?';

const membership = (database: Database) => ({
  members: database.prepare<{ member: string; expiresAt: number }>(
    `SELECT member, expires_at AS expiresAt FROM members WHERE ${OF_GROUP} ORDER BY seq`,
  ),
  claims: database.prepare<{ partition: number; member: string; token: string }>(
    `SELECT partition, member, token FROM claims WHERE ${OF_GROUP} ORDER BY partition`,
  ),
  renew: database.prepare(`UPDATE members SET expires_at = ? WHERE ${OF_GROUP} AND member = ?`),
  join: database.prepare(
    'INSERT INTO members (topic, epoch, grp, member, expires_at) VALUES (?, ?, ?, ?, ?)',
  ),
  expire: database.prepare(`DELETE FROM members WHERE ${OF_GROUP} AND expires_at <= ?`),
  leave: database.prepare(`DELETE FROM members WHERE ${OF_GROUP} AND member = ?`),
  sweep: database.prepare(
    `DELETE FROM claims WHERE topic = ?1 AND epoch = ?2 AND grp = ?3 AND member NOT IN
       (SELECT member FROM members WHERE topic = ?1 AND epoch = ?2 AND grp = ?3)`,
  ),
  take: database.prepare(
    'INSERT OR IGNORE INTO claims (topic, epoch, grp, partition, member, token) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  release: database.prepare(`DELETE FROM claims WHERE ${OF_GROUP} AND partition = ? AND token = ?`),
});

const progress = (database: Database) => ({
  startOffset: database.prepare(
    'INSERT OR IGNORE INTO offsets (topic, epoch, grp, partition, next) VALUES (?, ?, ?, ?, 0)',
  ),
  offset: database.prepare<{ next: number }>(`SELECT next FROM offsets WHERE ${OF_GROUP} AND partition = ?`),
  offsets: database.prepare<{ partition: number; next: number }>(
    `SELECT partition, next FROM offsets WHERE ${OF_GROUP}`,
  ),
  commit: database.prepare(
    `UPDATE offsets SET next = ?1 WHERE topic = ?2 AND epoch = ?3 AND grp = ?4 AND partition = ?5 AND EXISTS
       (SELECT 1 FROM claims WHERE topic = ?2 AND epoch = ?3 AND grp = ?4 AND partition = ?5 AND token = ?6)`,
  ),
  bounds: database.prepare<{ partition: number; lowest: number; highest: number }>(
    `SELECT partition, min(next) AS lowest, max(next) AS highest FROM offsets
     WHERE topic = ? AND epoch = ? GROUP BY partition`,
  ),
  forget: ['members', 'claims', 'offsets'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE topic = ? AND epoch < ?`),
  ),
});

/** Makes the tables where they are missing and prepares every statement on them. */
export function prepareGroups(database: Database) {
  database.exec(SCHEMA);
  return { ...membership(database), ...progress(database) };
}

export type GroupStatements = ReturnType<typeof prepareGroups>;
