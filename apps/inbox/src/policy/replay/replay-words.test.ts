import type { Replay } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { pairWords, verdict } from './replay-words.ts';

const replay = (total: number, changed: number) =>
  ({
    source: 'history',
    result: { total, changed, changedShare: { share: changed / total, low: 0.04, high: 0.11 } },
  }) as Replay;

describe('a replay', () => {
  it('says how many decisions would change, with the interval', () => {
    expect(verdict(replay(212, 14))).toBe('14 of 212 decisions would change (4–11%)');
  });

  it('never says that nothing can change because nothing did', () => {
    expect(verdict(replay(212, 0))).toBe('None of 212 decisions would change (at most 11%)');
  });

  it('names each kind of change', () => {
    expect(pairWords({ was: 'answer', wouldBe: 'handoff' })).toBe('Answer → hand off');
    expect(pairWords({ was: 'handoff', wouldBe: 'handoff' })).toMatch(/another rule/);
    expect(pairWords({ was: null, wouldBe: 'offer' })).toBe('Not known → offer a person');
  });
});
