/** Marking a decision: shown at once, put back with words when the server refuses. */
import type {
  ConversationReviews,
  ConversationSummary,
  DecisionSummary,
  ReviewVerdict,
} from '@baton/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { inWords } from '../../api/request.ts';
import { review, reviewsQuery } from '../../api/reviews.ts';
import { useMe } from '../../api/session.ts';
import { complain } from '../../design/toasts.ts';
import { withReview } from '../../live/apply-review.ts';
import { myMark, subjectOf, withMyMark } from './marks.ts';

type Place = Pick<ConversationSummary, 'id' | 'aiAgentId'>;

export function useReviewsOf(conversationId: string, decisionId: string) {
  const { data } = useQuery(reviewsQuery(conversationId));
  return data?.reviews.find((one) => one.decisionId === decisionId);
}

export function useMark({ id, aiAgentId }: Place) {
  const queryClient = useQueryClient();
  const me = useMe().id;
  const key = reviewsQuery(id).queryKey;
  const known = (decisionId: string) =>
    queryClient
      .getQueryData<ConversationReviews>(key)
      ?.reviews.find((one) => one.decisionId === decisionId);
  const marking = useMutation({
    // One after another, so that the last word is the last one heard.
    scope: { id: `review ${id}` },
    mutationFn: ({
      decision,
      verdict,
    }: {
      decision: DecisionSummary;
      verdict: ReviewVerdict | null;
    }) => review(decision.id, { verdict, about: subjectOf(decision.outcome) }),
    onMutate({ decision, verdict }) {
      const soon = withMyMark(
        known(decision.id),
        { conversationId: id, aiAgentId, decision },
        me,
        verdict,
        new Date().toISOString(),
      );
      queryClient.setQueryData<ConversationReviews>(key, (all) =>
        withReview(all ?? { reviews: [] }, soon),
      );
    },
    onSuccess({ reviews }) {
      queryClient.setQueryData<ConversationReviews>(key, (all) =>
        withReview(all ?? { reviews: [] }, reviews),
      );
    },
    onError(error) {
      complain(inWords(error));
      void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  return {
    mine: (decision: DecisionSummary) =>
      myMark(known(decision.id), subjectOf(decision.outcome), me),
    mark: (decision: DecisionSummary, verdict: ReviewVerdict | null) =>
      marking.mutate({ decision, verdict }),
  };
}
