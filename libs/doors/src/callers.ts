import { allows, isScope, type Access, type Principal } from '@sluice/access';
import type { Caller } from '@sluice/dialect-magento';
import { withinDeadline, type Deadline } from '@sluice/ports';

/** What the dialects may know of who calls. */
export const callerOf = (principal: Principal): Caller => ({
  owner: principal.owner,
  userType: principal.userType,
  userId: principal.userId,
  may: (scope, place) => {
    if (!isScope(scope)) return false;
    if (place === undefined) return allows(principal, { scope });
    const { entity, store = null } = place;
    return allows(principal, { scope, store, ...(entity === undefined ? {} : { entity }) });
  },
});

/** Who calls, by the Authorization header alone, within the deadline of a request; null without a valid token. */
export function createAuthentication(
  access: Access,
  deadline: Deadline,
): (authorization: string | undefined) => Promise<Caller | null> {
  return async (authorization) => {
    // Where nobody is asked there is nothing to wait for, and no timer to make.
    const asked = access.authenticate(authorization);
    const principal = await (access.mode === 'open' ? asked : withinDeadline(deadline, asked));
    return principal === null ? null : callerOf(principal);
  };
}
