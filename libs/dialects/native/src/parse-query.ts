import { NATIVE_STATES, entityRegistry } from '@sluice/schemas';
import { z } from 'zod';
import { decodeBulkCursor, decodeOperationCursor } from './cursors';
import { Refusal } from './problem';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const BULK_STATES = ['accepted', 'running', 'finished'] as const;

const limit = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
  .refine((value) => value <= MAX_LIMIT)
  .default(DEFAULT_LIMIT);

/** A cursor as the decoder understands it; the decoder's null is the refusal. */
const cursorOf = <T>(decode: (text: string) => T | null) =>
  z.string().transform((text, context) => {
    const position = decode(text);
    if (position === null) {
      context.addIssue({ code: 'custom', message: 'not a cursor' });
      return z.NEVER;
    }
    return position;
  });

const EXPECTED: Readonly<Record<string, string>> = {
  limit: `must be a whole number from 1 to ${String(MAX_LIMIT)}`,
  cursor: 'must be a next_cursor of this same list',
  dialect: 'must be the name of a dialect',
  entity: `must be one of ${[...entityRegistry.keys()].join(', ')}`,
};

/** `GET /bulks/{uuid}/operations?state=&cursor=&limit=` */
const operationsQuery = z.strictObject({
  state: z.enum(NATIVE_STATES).optional(),
  cursor: cursorOf(decodeOperationCursor).optional(),
  limit,
});

/** `GET /bulks?dialect=&entity=&state=&cursor=&limit=` */
const bulksQuery = z.strictObject({
  dialect: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/)
    .optional(),
  entity: z
    .string()
    .refine((name) => entityRegistry.has(name))
    .optional(),
  state: z.enum(BULK_STATES).optional(),
  cursor: cursorOf(decodeBulkCursor).optional(),
  limit,
});

/** The query of an operations page; throws a Refusal (400) that names the parameter at fault. */
export const parseOperationsQuery = (url: string): z.output<typeof operationsQuery> =>
  parse(operationsQuery, { url, states: NATIVE_STATES });

/** The query of a list of bulks; throws a Refusal (400) that names the parameter at fault. */
export const parseBulksQuery = (url: string): z.output<typeof bulksQuery> =>
  parse(bulksQuery, { url, states: BULK_STATES });

interface QueryInput {
  readonly url: string;
  readonly states: readonly string[];
}

/** Reads the query of the URL itself: what an app's query parser makes of brackets or `__proto__` does not matter. */
function parse<S extends z.ZodObject>(schema: S, { url, states }: QueryInput): z.output<S> {
  const start = url.indexOf('?');
  const entries = [...new URLSearchParams(start < 0 ? '' : url.slice(start + 1))];
  for (const [index, [name]] of entries.entries()) {
    if (!Object.hasOwn(schema.shape, name)) {
      throw new Refusal(400, `${JSON.stringify(name)} is not a parameter of this address.`, {
        parameter: name,
      });
    }
    if (entries.findIndex(([other]) => other === name) !== index) {
      throw new Refusal(400, `${name} is given more than once.`, { parameter: name });
    }
  }
  const parsed = schema.safeParse(Object.fromEntries(entries));
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    const expected = EXPECTED[name] ?? `must be one of ${states.join(', ')}`;
    throw new Refusal(400, `${name} ${expected}.`, { parameter: name });
  }
  return parsed.data;
}
