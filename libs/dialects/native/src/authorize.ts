import type { Request } from 'express';
import { Refusal } from './problem';
import { ANY_TOKEN, type NativeRoute } from './routes';

/** Who calls, and what it may do. */
export interface Caller {
  /** The principal its bulks belong to; null where nobody is asked for a token. */
  readonly owner: string | null;
  may(scope: string, place?: { readonly entity?: string; readonly store?: string | undefined }): boolean;
}

/** How callers become known, and how many requests they may send. */
export interface Guard {
  /** The caller that an Authorization header stands for, null without a valid token. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller | null>;
  /** Asked once a request, as soon as it is known who calls; null where it may go on, else what a 429 says. */
  readonly requestRate?: (
    caller: Pick<Caller, 'owner'>,
    req: Request,
  ) => { readonly retryAfterS: number; readonly message: string } | null;
}

/** The scope that lets its holder see the bulks of everybody. */
export const READ_ANY = 'status:read:any';

const noToken = (): Refusal =>
  new Refusal(401, 'A valid token is needed: Authorization: Bearer <token>.', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  });

/**
 * Who calls, by the Authorization header and nothing else. Throws a Refusal: 429 where requests come too fast (who
 * has no valid token counts by its address), 401 without a valid token, 403 where it lacks the scope.
 */
export async function authorize(guard: Guard, req: Request, { access }: NativeRoute): Promise<Caller> {
  const caller = await guard.authenticate(req.headers.authorization);
  const tooSoon = guard.requestRate?.(caller ?? { owner: null }, req) ?? null;
  if (tooSoon !== null) {
    throw new Refusal(429, tooSoon.message, { headers: { 'Retry-After': String(tooSoon.retryAfterS) } });
  }
  if (caller === null) throw noToken();
  if (access !== ANY_TOKEN && !caller.may(access)) {
    throw new Refusal(403, `The token lacks the scope ${access}.`);
  }
  return caller;
}

/** Whether a bulk exists for a caller: its own always does, those of others with the scope for all. */
export const mayRead = (caller: Caller, bulkOwner: string | null): boolean =>
  (bulkOwner !== null && bulkOwner === caller.owner) || caller.may(READ_ANY);
