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
 * message of another sender may hold more.
 */
export function mergeFields(names: readonly string[], before: Open, sent: Open): Open {
  const changed = names.filter((name) => sent[name] !== undefined).map((name) => [name, sent[name]] as const);
  return { ...before, ...Object.fromEntries<unknown>(changed) };
}

/** Properties that only the sender's dialect knows, merged by name. */
export function mergeOpen(before: Open = {}, sent: unknown = {}): Open {
  return typeof sent === 'object' && sent !== null ? { ...before, ...(sent as Open) } : before;
}
