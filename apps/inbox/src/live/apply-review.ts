/** Marks on decisions, kept fresh by the feed. Pure; of two states of one decision the newer wins. */
import type { ConversationReviews, DecisionReviews, InboxEvent } from '@baton/protocol';

export function withReview(
  known: ConversationReviews,
  reviews: DecisionReviews,
): ConversationReviews {
  const before = known.reviews.find(({ decisionId }) => decisionId === reviews.decisionId);
  if (before && before.revision > reviews.revision) return known;
  return {
    reviews: before
      ? known.reviews.map((one) => (one === before ? reviews : one))
      : [...known.reviews, reviews],
  };
}

export function applyToReviews(
  known: ConversationReviews,
  event: InboxEvent,
  conversationId: string,
): ConversationReviews {
  if (event.type !== 'decision.reviewed') return known;
  return event.reviews.conversationId === conversationId ? withReview(known, event.reviews) : known;
}
