import type { Refusal } from '../model';

type Open = Readonly<Record<string, unknown>>;

/** `YYYY-MM-DD HH:MM:SS`, UTC. */
export const timestamp = (now: number): string => new Date(now).toISOString().slice(0, 19).replace('T', ' ');

/** A refusal that no retry changes. */
export const refuse = (code: string, message: string): { kind: 'refused'; refusal: Refusal } => ({
  kind: 'refused',
  refusal: { class: 'final', code, message },
});

/**
 * The stored fields with those over them that were sent, null among them. Only the names given are looked at: a
 * message of another sender may hold more. They are names of ours, so plain assignments are safe, and fast.
 */
export function mergeFields(names: readonly string[], before: Open, sent: Open): Open {
  const merged: Record<string, unknown> = { ...before };
  for (const name of names) if (sent[name] !== undefined) merged[name] = sent[name];
  return merged;
}

/** Of the fields of these names what has a value after the operation; null takes one away. */
export function mergeValues(names: readonly string[], before: Open, sent: Open): Open {
  const merged: Record<string, unknown> = {};
  for (const name of names) {
    const value = sent[name] === undefined ? before[name] : sent[name];
    if (value !== undefined && value !== null) merged[name] = value;
  }
  return merged;
}

/** Properties that only the sender's dialect knows, merged by name. */
export function mergeOpen(before: Open = {}, sent: unknown = {}): Open {
  return typeof sent === 'object' && sent !== null ? { ...before, ...(sent as Open) } : before;
}
