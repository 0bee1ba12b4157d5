import fc from 'fast-check';
import type { SalesRuleDocument } from '@sluice/schemas';
import { context } from '../supplies.fixture';
import { salesRuleModel } from './sales-rule';

type Step = [action: string, payload: Record<string, unknown>, seed?: string];

const act = (before: unknown, ...[action, payload, seed = 'aa']: Step) =>
  salesRuleModel.apply(
    before,
    { action, payload: { rule_id: 3, ...payload } },
    { ...context({ nextId: 50 }, 3), seed: () => seed },
  );
const applied = (...args: Parameters<typeof act>) => {
  const answer = act(...args);
  if (answer.kind === 'refused') throw new Error(answer.refusal.message);
  return { ...answer, rule: answer.document as SalesRuleDocument };
};
const message = (...args: Parameters<typeof act>): string => {
  const answer = act(...args);
  return answer.kind === 'refused' ? answer.refusal.message : 'applied';
};

const auto = applied(null, 'create', { name: 'r', is_active: true, use_auto_generation: true }).rule;
const spec = { quantity: 2, length: 8, format: 'alphanum' };

describe('a sales rule refuses', () => {
  it('to be changed where there is none', () => {
    expect(message(null, 'update', {})).toBe('No such entity.');
  });

  it('coupons that it does not allow, or that nobody can make', () => {
    const manual = applied(null, 'create', { name: 'r' }).rule;
    const failed = 'Error occurred when generating coupons: ';
    expect(message(null, 'generate', spec)).toBe(`${failed}No such entity with rule_id = 3`);
    expect(message(manual, 'generate', spec)).toBe(
      `${failed}Specified rule does not allow automatic coupon generation`,
    );
    for (const wrong of [{ quantity: 0 }, { quantity: null }, { length: -1 }]) {
      expect(message(auto, 'generate', { ...spec, ...wrong })).toBe(
        'One or more input exceptions have occurred.',
      );
    }
    expect(message(auto, 'generate', { ...spec, format: 'hex' })).toBe(
      'Invalid value of "hex" provided for the format field.',
    );
    expect(message(auto, 'generate', { ...spec, quantity: 10_001 })).toContain('quantity field');
    expect(message(auto, 'generate', { ...spec, prefix: 'x'.repeat(250) })).toContain('length field');
  });

  it('more coupons than an aggregate can hold', () => {
    let rule = auto;
    const most = { quantity: 10_000, length: 240 };
    rule = applied(rule, 'generate', most, 'aa').rule;
    expect(
      message(applied(rule, 'generate', { ...most, length: 200 }, 'bb').rule, 'generate', most, 'cc'),
    ).toContain('The rule cannot hold 30000 coupons.');
  });
});

describe('coupons', () => {
  it('look as they are asked to, and are found by their code in any case', () => {
    const { rule, result } = applied(auto, 'generate', {
      ...spec,
      delimiter: '+',
      delimiter_at_every: 3,
      prefix: 'pre',
      suffix: 'suf',
    });
    const codes = JSON.parse(result ?? '') as string[];
    for (const code of codes) expect(code).toMatch(/^pre[A-Z0-9]{3}\+[A-Z0-9]{3}\+[A-Z0-9]{2}suf$/);
    expect(rule.coupons.map(({ coupon_id, code }) => [coupon_id, code])).toEqual([
      [50, codes[0]],
      [51, codes[1]],
    ]);
    expect(salesRuleModel.refs?.(rule, 3)).toEqual(codes.map((code) => `coupon:${code.toLowerCase()}`));
    expect(applied(rule, 'update', { name: 's' }).rule).toMatchObject({ name: 's', coupons: rule.coupons });
  });

  it('are named by their batch where the codes would outgrow the outcome', () => {
    const first = applied(auto, 'generate', { ...spec, quantity: 2 }, 'aa');
    const { rule, result } = applied(first.rule, 'generate', { ...spec, quantity: 200 }, 'bb');
    expect(JSON.parse(result ?? '')).toEqual({ id: 3, batch: 'bb' });
    expect(rule.coupons.filter(({ batch }) => batch === 'bb')).toHaveLength(200);
    expect(rule.coupons.filter(({ batch }) => batch === 'aa')).toHaveLength(2);
  });

  it('are as many as asked for, none twice, the same for the same operation, long enough to be guessed by nobody', () => {
    const calls = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 40 }),
        length: fc.integer({ min: 1, max: 6 }),
        format: fc.constantFrom('num', 'alpha', 'alphanum'),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(calls, (asked) => {
        let rule = auto;
        asked.forEach((call, index) => {
          const seed = String(index);
          const made = applied(rule, 'generate', call, seed);
          expect(applied(rule, 'generate', call, seed).result).toBe(made.result);
          rule = made.rule;
        });
        const codes = rule.coupons.map(({ code }) => code);
        expect(codes).toHaveLength(asked.reduce((sum, { quantity }) => sum + quantity, 0));
        expect(new Set(codes).size).toBe(codes.length);
      }),
      { numRuns: 50 },
    );
  });
});
