import { setFlagsFromString } from 'node:v8';

/**
 * Has this process collect what died young on the thread that made it, without helpers. For an app that is one of
 * several, or has no core to spare: helpers take the cores from those who work and are waited for. No pass of the
 * benchmark lost by it, some gained 6 % (docs/performance.md). V8 asks for the value at every collection.
 */
export function collectOnOneThread(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
