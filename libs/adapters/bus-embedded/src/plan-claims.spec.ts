import { planClaims, type ClaimPlan, type GroupState } from './plan-claims';

const state = (over: Partial<GroupState>): GroupState => ({
  member: 'a',
  members: ['a'],
  partitions: 4,
  holders: new Map(),
  busy: new Set(),
  ...over,
});

/** Lets every member act on its plan until nobody wants anything; returns who holds how many. */
function settle(members: readonly string[], partitions: number, holders: Map<number, string>): number[] {
  const plans = (): [string, ClaimPlan][] =>
    members.map((member) => [member, planClaims(state({ member, members, partitions, holders }))]);
  for (let round = 0; round < 3; round += 1) {
    for (const [, { giveUp }] of plans()) giveUp.forEach((partition) => holders.delete(partition));
    for (const member of members) {
      const { take } = planClaims(state({ member, members, partitions, holders }));
      take.forEach((partition) => holders.set(partition, member));
    }
  }
  expect(plans().every(([, { take, giveUp }]) => take.length + giveUp.length === 0)).toBe(true);
  return members.map((member) => [...holders.values()].filter((holder) => holder === member).length);
}

describe('planClaims', () => {
  test('a single member takes all', () => {
    expect(planClaims(state({}))).toEqual({ take: [0, 1, 2, 3], giveUp: [] });
  });

  test('who has more than its share gives up only what is too much', () => {
    const holders = new Map([0, 1, 2, 3].map((partition) => [partition, 'a']));
    expect(planClaims(state({ members: ['a', 'b'], holders }))).toEqual({ take: [], giveUp: [2, 3] });
    expect(planClaims(state({ member: 'b', members: ['a', 'b'], holders }))).toEqual({
      take: [],
      giveUp: [],
    });
  });

  test('a partition whose handler still runs is not taken again', () => {
    expect(planClaims(state({ busy: new Set([1]) })).take).toEqual([0, 2, 3]);
  });

  test.each([
    [['a', 'b'], 4, [2, 2]],
    [['a', 'b', 'c'], 4, [2, 1, 1]],
    [['a', 'b', 'c'], 2, [1, 1, 0]],
  ])('%j share %d partitions as %j', (members, partitions, shares) => {
    expect(settle(members, partitions, new Map())).toEqual(shares);
    const hoarded = new Map(Array.from({ length: partitions }, (_, partition) => [partition, 'b']));
    expect(settle(members, partitions, hoarded)).toEqual(shares);
  });
});
