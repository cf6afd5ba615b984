import { ModelBudget, type UsageReport } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { amountOf, budgetOf, costOf, draftOf, roughly, tokensOfAnswer } from './budget-draft.ts';

const budget: ModelBudget = { monthly: 20, currency: 'EUR', inputPrice: 0.15, outputPrice: 0.6 };

describe('a budget as it is typed', () => {
  it('comes back as it was saved', () => {
    expect(budgetOf(draftOf(budget))).toEqual({ ok: true, budget });
    const free = { ...budget, monthly: null, inputPrice: 0, outputPrice: 0 };
    expect(budgetOf(draftOf(free))).toEqual({ ok: true, budget: free });
  });

  it.each([
    ['0.15', 0.15],
    ['0,15', 0.15],
    [' 1 000 ', 1_000],
    ['.5', 0.5],
    ['5.', 5],
    ['', null],
    ['-1', null],
    ['1e9', null],
    ['12 €', null],
    ['1.2.3', null],
  ])('%j is read as %j', (typed, amount) => {
    expect(amountOf(typed)).toBe(amount);
  });

  it('says what is wrong where it is wrong, and nothing about a limit that is off', () => {
    const wrong = { ...draftOf(budget), monthly: '', inputPrice: 'cheap', outputPrice: '20000' };
    expect(budgetOf(wrong)).toEqual({
      ok: false,
      errors: {
        monthly: 'Say how much, or take the limit off.',
        inputPrice: 'Write a number, like 0.15.',
        outputPrice: 'Write at most 10,000.',
      },
    });
    const off = budgetOf({ ...draftOf(budget), limited: false, monthly: 'x' });
    expect(off.ok && off.budget.monthly).toBeNull();
  });

  it('lets nothing through that the server would refuse', () => {
    for (const monthly of ['0', '1000000', '1000001', '0.001', '99999999']) {
      const read = budgetOf({ ...draftOf(budget), monthly });
      if (read.ok) expect(ModelBudget.safeParse(read.budget).success).toBe(true);
    }
  });
});

describe('what an answer costs', () => {
  const usage = (calls: number) =>
    ({
      purposes: [
        {
          purpose: 'answer',
          calls,
          failed: 0,
          inputTokens: calls * 1_000,
          outputTokens: calls * 50,
          cost: 0,
        },
      ],
    }) as unknown as UsageReport;

  it('is what it took this month once that says something, and what is usual until then', () => {
    expect(tokensOfAnswer(undefined).measured).toBe(false);
    expect(tokensOfAnswer(usage(3)).measured).toBe(false);
    expect(tokensOfAnswer(usage(40))).toEqual({ input: 1_000, output: 50, measured: true });
  });

  it('is by the million, and rounded down so that it promises nothing', () => {
    expect(costOf(budget, { input: 1_000_000, output: 1_000_000 })).toBeCloseTo(0.75);
    expect([7.9, 99, 1_587, 23_456].map(roughly)).toEqual([7, 99, 1_500, 23_000]);
  });
});
