import { setFlagsFromString } from 'node:v8';

/**
 * Has this process collect what died young on the thread that made it, without helpers. For an app that is one of
 * several on few cores, where helpers take the cores from the others and are waited for: 5 % less CPU an item for a
 * consumer, more than that for requests of one item (docs/performance.md). V8 asks for the value at every collection.
 */
export function collectOnOneThread(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
