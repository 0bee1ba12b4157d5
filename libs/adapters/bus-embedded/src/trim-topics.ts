import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GroupStore } from './group-store';
import type { TopicLog } from './topic-log';

/**
 * Deletes, in small steps between which others get their turn, what was stored before an instant and lies behind the
 * committed offsets of all groups. A log that no group ever read is kept whole. Mechanics 1. Returns the blocks deleted.
 */
export async function trimTopic(log: TopicLog, groups: GroupStore, storedBefore: number): Promise<number> {
  let deleted = 0;
  for (const [partition, { lowest }] of groups.bounds(log.topic, log.epoch)) {
    let step = 1;
    while (step > 0) {
      step = log.trim({ partition, storedBefore, behind: lowest });
      deleted += step;
      await nextTurn();
    }
  }
  return deleted;
}
