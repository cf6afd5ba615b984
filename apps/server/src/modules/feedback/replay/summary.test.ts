import { expect, test } from 'vitest';
import { defaultPolicy, decide } from '../../escalation/index.ts';
import { calm, certain, sure } from '../../escalation/testing.ts';
import { asReplayed, compare } from './compare.ts';
import { wilson } from '../../escalation/index.ts';
import { summarise } from './summary.ts';

const policy = defaultPolicy();
const answered = asReplayed(decide(policy, calm(), sure(0.9)));
const handedOff = asReplayed(decide(policy, calm({ directRequest: certain }), null));

test('two decisions are the same whatever words explain them', () => {
  const surer = asReplayed(decide({ ...policy, answerAt: 0.6 }, calm(), sure(0.9)));
  expect(surer.explanation).not.toBe(answered.explanation);
  expect(compare(answered, surer)).toBe('same');
  expect(compare(answered, handedOff)).toBe('changed');
});

test('another team, tag, priority or rule is told apart from another outcome', () => {
  for (const difference of [
    { team: 'Billing' },
    { tags: ['vip'] },
    { priority: 'urgent' as const },
    { rule: 'guideline' },
    { reasons: ['guideline' as const] },
  ])
    expect(compare(handedOff, { ...handedOff, ...difference })).toBe('adjusted');
  const tagged = { ...handedOff, tags: ['a', 'b'] };
  expect(compare(tagged, { ...tagged, tags: ['b', 'a'] })).toBe('same');
});

test('a summary counts every turn once and gives each pair its interval', () => {
  const summary = summarise([
    { verdict: 'same', was: 'answer', would: 'answer', count: 80, remeasured: 3 },
    { verdict: 'changed', was: 'answer', would: 'handoff', count: 15, remeasured: 15 },
    { verdict: 'changed', was: null, would: 'answer', count: 1, remeasured: 0 },
    { verdict: 'adjusted', was: 'handoff', would: 'handoff', count: 4, remeasured: 0 },
    { verdict: 'failed', was: null, would: null, count: 2, remeasured: 0 },
  ]);
  expect(summary).toMatchObject({
    total: 102,
    same: 80,
    changed: 16,
    adjusted: 4,
    failed: 2,
    remeasured: 18,
    pairs: [
      { was: 'answer', wouldBe: 'handoff', count: 15 },
      { was: 'handoff', wouldBe: 'handoff', count: 4 },
      { was: null, wouldBe: 'answer', count: 1 },
    ],
  });
  expect(summary.outcomes[0]).toMatchObject({
    outcome: 'answer',
    was: { count: 95 },
    wouldBe: { count: 81 },
  });
});

test("the interval is Wilson's", () => {
  // 15 of 100: published as 9.3 % to 23.3 %.
  expect(wilson(15, 100).low).toBeCloseTo(0.0931, 3);
  expect(wilson(15, 100).high).toBeCloseTo(0.2328, 3);
  expect(wilson(0, 50)).toMatchObject({ share: 0, low: 0 });
  expect(wilson(50, 50)).toMatchObject({ share: 1, high: 1 });
  expect(wilson(0, 0)).toEqual({ share: 0, low: 0, high: 1 });
});
