import { join } from 'node:path';
import { createLogFile } from './create-log';
import { openGroupStore, type GroupStore } from './group-store';
import { measureMessage } from './record-codec';
import { useTempDirectory } from './temp-directory.fixture';
import { openLog, type TopicLog } from './topic-log';
import { trimTopic } from './trim-topics';

const directory = useTempDirectory();
const TOPIC = 'trimmed';
const KEY = { topic: TOPIC, epoch: 1, group: 'readers' };

/** One message a block, stored at 0, 1, 2 and so on. */
function filledLog(messages: number): TopicLog {
  const path = join(directory(), `${TOPIC}.db`);
  createLogFile(path, 1, 2);
  const log = openLog(path, TOPIC);
  if (log === null) throw new Error('no log was made');
  for (let at = 0; at < messages; at += 1)
    log.append(new Map([[0, [measureMessage({ key: null, value: String(at), headers: {} })]]]), at);
  return log;
}

function groupThatCommitted(next: number): GroupStore {
  const groups = openGroupStore(directory());
  groups.renew(KEY, { name: 'm', now: 0, expiresAt: 1, partitions: 2 });
  const [claim] = groups.take(KEY, 'm', [0]);
  if (claim !== undefined) groups.commit(KEY, claim, next);
  return groups;
}

const offsets = (log: TopicLog, from = 0): number[] =>
  log.read({ partition: 0, from, maxMessages: 1_000 }).map(({ offset }) => offset);

describe('trimming', () => {
  test('deletes what is old and behind every group', async () => {
    const log = filledLog(10);
    const groups = groupThatCommitted(8);
    expect(await trimTopic(log, groups, 5)).toBe(5);
    expect(offsets(log)).toEqual([5, 6, 7, 8, 9]);
    expect(await trimTopic(log, groups, 100)).toBe(3);
    expect(offsets(log)).toEqual([8, 9]);
  });

  test('keeps the newest block, so that offsets go on counting', async () => {
    const log = filledLog(300);
    const groups = groupThatCommitted(300);
    await trimTopic(log, groups, 1_000);
    expect(offsets(log)).toEqual([299]);
    expect(log.ends()).toEqual([300, 0]);
  });

  test('keeps everything that no group has read', async () => {
    const log = filledLog(3);
    expect(await trimTopic(log, openGroupStore(directory()), 1_000)).toBe(0);
    expect(await trimTopic(log, groupThatCommitted(0), 1_000)).toBe(0);
    expect(offsets(log)).toEqual([0, 1, 2]);
  });
});

describe('reading', () => {
  test('begins inside a block and goes on at the start of a trimmed log', () => {
    const log = filledLog(0);
    const ten = Array.from({ length: 10 }, () => measureMessage({ key: null, value: 'x', headers: {} }));
    log.append(new Map([[0, ten]]), 0);
    log.append(new Map([[0, ten]]), 0);
    expect(offsets(log, 7)[0]).toBe(7);
    log.trim({ partition: 0, storedBefore: 1, behind: 10 });
    expect(offsets(log, 3)).toEqual(Array.from({ length: 10 }, (_, index) => 10 + index));
  });
});
