import { z } from 'zod';

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An object with keys of the sender's choosing. It is handed on as it is, never copied key by key: a copy is where
 * `__proto__` turns from data into a prototype.
 */
export const openObject = z.custom<Record<string, unknown>>(isPlainObject, 'expected an object');
