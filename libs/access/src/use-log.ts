import type { Clock, Logger, StoredToken, TokenStore } from '@sluice/ports';
import { boundedMap } from './bounded-map';

/** How uses are noted. */
export interface UseLogOptions {
  readonly touch: TokenStore['touch'];
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many tokens are remembered as noted. */
  readonly maxEntries: number;
}

/** The last use of tokens. */
export interface UseLog {
  /** Takes note of a use now; never throws, never waits. */
  note(token: Pick<StoredToken, 'id' | 'lastUsedAt'>): void;
  /** Writes what is still due. Idempotent. */
  close(): Promise<void>;
}

/** One note a minute tells an operator enough, and costs a store nothing. */
const NOTE_EVERY_MS = 60_000;
const COLLECT_MS = 1_000;

/** Notes uses once a minute a token, those of a second together. A write that fails is logged and left at that. */
export function createUseLog({ touch, clock, logger, maxEntries }: UseLogOptions): UseLog {
  const noted = boundedMap<number>(maxEntries);
  const due = new Map<string, number>();
  const closing = new AbortController();
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    const uses = new Map(due);
    due.clear();
    if (uses.size === 0) return;
    await touch(uses).catch((error: unknown) => {
      logger.warn({ err: error, tokens: uses.size }, 'the last use of tokens could not be noted');
    });
  };
  const writeSoon = async (): Promise<void> => {
    while (due.size > 0) {
      await clock.delay(COLLECT_MS, closing.signal);
      await write();
    }
    writing = undefined;
  };
  return {
    note: ({ id, lastUsedAt }) => {
      const now = clock.now();
      const last = Math.max(noted.get(id) ?? 0, lastUsedAt ?? 0);
      if (now - last < NOTE_EVERY_MS) return;
      noted.set(id, now);
      due.set(id, now);
      writing ??= writeSoon();
    },
    close: async () => {
      closing.abort();
      await writing;
    },
  };
}
