/** Marks on decisions, the queue of decisions to mark, and the calibration that rests on them. */
import type {
  BudgetView,
  CalibrationView,
  ConversationReviews,
  DecisionReviews,
  ReviewQueue,
  ReviewRequest,
} from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { applyToReviews } from '../live/apply-review.ts';
import { recentEvents } from '../live/recent-events.ts';
import { request } from './request.ts';

export const reviewsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['reviews', conversationId] as const,
    queryFn: ({ signal }) =>
      recentEvents.readUpToNow(
        () =>
          request<ConversationReviews>(
            'GET',
            `/api/conversations/${conversationId}/reviews`,
            undefined,
            signal,
          ),
        (answer, event) => applyToReviews(answer, event, conversationId),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const review = (decisionId: string, body: ReviewRequest) =>
  request<{ reviews: DecisionReviews }>('POST', `/api/decisions/${decisionId}/review`, body);

export const reviewQueueQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['review-queue', aiAgentId] as const,
    queryFn: ({ signal }) =>
      request<ReviewQueue>('GET', `/api/ai-agents/${aiAgentId}/reviews/queue`, undefined, signal),
  });

export const calibrationQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['calibration', aiAgentId] as const,
    queryFn: ({ signal }) =>
      request<CalibrationView>('GET', `/api/ai-agents/${aiAgentId}/calibration`, undefined, signal),
    staleTime: 30_000,
  });

export const budgetQuery = (aiAgentId: string, risk: number) =>
  queryOptions({
    queryKey: ['budget', aiAgentId, risk] as const,
    queryFn: ({ signal }) =>
      request<BudgetView>(
        'GET',
        `/api/ai-agents/${aiAgentId}/budget?risk=${risk}`,
        undefined,
        signal,
      ),
    staleTime: 60_000,
  });
