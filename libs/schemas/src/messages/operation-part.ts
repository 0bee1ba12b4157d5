import { z } from 'zod';

/** The most messages one operation may travel in. */
export const MAX_PARTS = 10_000;

/**
 * Which of the messages of one operation: a list-type item travels in one message for every entity its rows name, so
 * that each entity's rows stay in order (ADR 20). Absent where the operation is one message.
 */
export const operationPart = z
  .object({ index: z.int().min(0), count: z.int().min(2).max(MAX_PARTS) })
  .refine(({ index, count }) => index < count, 'index: not below count');
export type OperationPart = z.infer<typeof operationPart>;
