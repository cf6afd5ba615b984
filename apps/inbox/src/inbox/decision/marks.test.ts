import type { DecisionReviews, DecisionSummary, ReviewVerdict } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { markedBy, myMark, subjectOf, withMyMark } from './marks.ts';

const of = {
  conversationId: 'c' as DecisionReviews['conversationId'],
  aiAgentId: 'a' as DecisionReviews['aiAgentId'],
  decision: { id: 'd', outcome: 'answer' } as DecisionSummary,
};
const mark = (
  reviews: DecisionReviews | undefined,
  me: string,
  verdict: ReviewVerdict | null,
): DecisionReviews => withMyMark(reviews, of, me, verdict, '2026-01-01T00:00:00Z');

describe('a mark', () => {
  it('is about the answer where there was one, else about passing on', () => {
    expect(subjectOf('answer')).toBe('answer');
    expect(subjectOf('clarify')).toBe('handoff');
  });

  it('is one of each teammate: a second thought replaces the first', () => {
    const both = mark(mark(mark(undefined, 'me', 'right'), 'maya', 'right'), 'me', 'wrong');
    expect(myMark(both, 'answer', 'me')).toBe('wrong');
    expect(markedBy(both, 'right')).toEqual(['maya']);
  });

  it('can be taken back, without touching those of others', () => {
    const both = mark(mark(undefined, 'maya', 'right'), 'me', 'wrong');
    const taken = mark(both, 'me', null);
    expect(myMark(taken, 'answer', 'me')).toBeNull();
    expect(markedBy(taken, 'right')).toEqual(['maya']);
  });
});
