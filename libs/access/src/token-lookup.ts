import type { Clock, StoredToken, TokenStore } from '@sluice/ports';
import { boundedMap } from './bounded-map';

/** How tokens are looked up. */
export interface LookupOptions {
  readonly find: TokenStore['find'];
  readonly clock: Clock;
  /** How old an answer may get, in milliseconds. */
  readonly lifeMs: number;
  /** How many answers are kept of tokens that are there, and again of ids that are not. */
  readonly maxEntries: number;
}

interface Answer {
  readonly askedAt: number;
  readonly token: StoredToken | null;
}

interface Question {
  readonly askedAt: number;
  readonly answer: Promise<StoredToken | null>;
}

/** Made-up ids must not push out those of callers who are at work: they are kept apart. */
const keeping = (maxEntries: number) => {
  const found = boundedMap<Answer>(maxEntries);
  const missing = boundedMap<Answer>(maxEntries);
  const get = (id: string): Answer | undefined => found.get(id) ?? missing.get(id);
  const set = (id: string, answer: Answer): void => {
    const kept = get(id);
    // A slow answer may come after one to a later question.
    if (kept !== undefined && kept.askedAt > answer.askedAt) return;
    const [into, from] = answer.token === null ? [missing, found] : [found, missing];
    from.delete(id);
    into.set(id, answer);
  };
  return { get, set };
};

/**
 * Finds stored tokens, with a memory. No answer is used longer than `lifeMs` after its question was asked (not after
 * it was answered: what was read may be that old), and callers that ask for one id meanwhile share the question.
 * Rejects as the store does, and forgets that at once.
 */
export function createTokenLookup(options: LookupOptions): (id: string) => Promise<StoredToken | null> {
  const { find, clock, lifeMs, maxEntries } = options;
  const kept = keeping(maxEntries);
  const pending = new Map<string, Question>();
  const isFresh = ({ askedAt }: { readonly askedAt: number }): boolean => {
    const age = clock.now() - askedAt;
    // A clock that was set back must not make an answer young again.
    return age >= 0 && age < lifeMs;
  };
  const ask = (id: string): Promise<StoredToken | null> => {
    const askedAt = clock.now();
    const answer = find(id)
      .then((token) => {
        kept.set(id, { askedAt, token });
        return token;
      })
      .finally(() => {
        if (pending.get(id)?.answer === answer) pending.delete(id);
      });
    pending.set(id, { askedAt, answer });
    return answer;
  };
  return async (id) => {
    const known = kept.get(id);
    if (known !== undefined && isFresh(known)) return known.token;
    const question = pending.get(id);
    return question !== undefined && isFresh(question) ? question.answer : ask(id);
  };
}
