import { createMembership, type Membership } from './membership';

const SESSION_MS = 10_000;

describe('the membership of a consumer that fetches', () => {
  let now = 0;
  let membership: Membership;
  /** Fetches every 100 ms for that long; whether any of them found the membership lost. */
  const fetchFor = (ms: number, between: () => void = () => undefined): boolean => {
    let lost = false;
    for (const end = now + ms; now < end; now += 100) {
      lost = membership.fetched() || lost;
      between();
    }
    return lost;
  };
  beforeEach(() => {
    now = 1_000;
    membership = createMembership(() => now, SESSION_MS);
    membership.joined();
  });

  it('lasts while heartbeats are taken', () => {
    expect(
      fetchFor(10 * SESSION_MS, () => {
        membership.heartbeat();
      }),
    ).toBe(false);
  });

  it('is lost after a session of fetches without a heartbeat, not before', () => {
    expect(fetchFor(SESSION_MS)).toBe(false);
    expect(fetchFor(300)).toBe(true);
  });

  it('is lost when a rebalance is never joined, though heartbeats are taken', () => {
    membership.rebalancing();
    expect(
      fetchFor(SESSION_MS + 300, () => {
        membership.heartbeat();
      }),
    ).toBe(true);
  });

  it('goes on after a rebalance that was joined', () => {
    membership.rebalancing();
    fetchFor(SESSION_MS / 2);
    membership.joined();
    expect(fetchFor(SESSION_MS)).toBe(false);
  });

  it('survives an outage in which nothing is answered, when the heartbeat that follows is taken', () => {
    membership.fetched();
    now += 2 * SESSION_MS;
    expect(membership.fetched()).toBe(false);
    membership.heartbeat();
    expect(fetchFor(SESSION_MS)).toBe(false);
  });

  it('is lost at once after an outage whose first fetch is followed by no heartbeat', () => {
    membership.fetched();
    now += 2 * SESSION_MS;
    expect(membership.fetched()).toBe(false);
    expect(membership.fetched()).toBe(true);
  });
});
