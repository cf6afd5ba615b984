import type { ConversationReviews, DecisionReviews, InboxEvent } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { applyToReviews } from './apply-review.ts';

const marked = (decisionId: string, revision: number, conversationId = 'c') =>
  ({ decisionId, conversationId, revision }) as DecisionReviews;
const event = (reviews: DecisionReviews): InboxEvent => ({ type: 'decision.reviewed', reviews });
const none: ConversationReviews = { reviews: [] };

describe('marks on decisions', () => {
  it('appear, and the newer of two states of a decision stays, in whatever order they come', () => {
    const first = marked('d', 1);
    const second = marked('d', 2);
    const there = applyToReviews(none, event(first), 'c');
    expect(there.reviews).toEqual([first]);
    const now = applyToReviews(there, event(second), 'c');
    expect(now.reviews).toEqual([second]);
    expect(applyToReviews(now, event(first), 'c')).toBe(now);
  });

  it('of other conversations are none of this one', () => {
    expect(applyToReviews(none, event(marked('d', 1, 'other')), 'c')).toBe(none);
  });
});
