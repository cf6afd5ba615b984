/** Reviews: marks on decisions, the random queue, and what confidence and a budget come to. */
import { createRoute } from '@hono/zod-openapi';
import {
  AiAgentId,
  BudgetView,
  CalibrationView,
  ConversationId,
  ConversationReviews,
  DecisionId,
  DecisionReviewed,
  ReviewQueue,
  ReviewRequest,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';

const ofDecisions = [TAGS.decisions];
const ofAiAgents = [TAGS.aiAgents];
const params = z.object({ id: AiAgentId });
/** As a query says it: "0.05". Below 1 in 1,000 no amount of reviews would do. */
const Risk = z.coerce.number().min(0.001).max(0.5);

const review = createRoute({
  method: 'post',
  path: '/decisions/{id}/review',
  tags: ofDecisions,
  security: signedIn,
  summary: 'Mark an answer right or wrong, a handoff needed or not',
  description:
    'Your last mark counts; null takes it back. The majority of teammates decides, and the latest where they draw. The calibration of the AI agent is fitted anew shortly afterwards.',
  request: { params: z.object({ id: DecisionId }), body: body(ReviewRequest) },
  responses: {
    200: answer(DecisionReviewed, 'Everything said of the decision, as it is now.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated'),
  },
});

const ofConversation = createRoute({
  method: 'get',
  path: '/conversations/{id}/reviews',
  tags: ofDecisions,
  security: signedIn,
  summary: "The marks on a conversation's decisions",
  request: { params: z.object({ id: ConversationId }) },
  responses: {
    200: answer(ConversationReviews, 'Decisions that nobody has marked are left out.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const queue = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/reviews/queue',
  tags: ofDecisions,
  security: signedIn,
  summary: 'Decisions drawn at random, to be marked',
  description: 'Up to twenty wait at a time. A marked one leaves, and another is drawn.',
  request: { params },
  responses: {
    200: answer(
      ReviewQueue,
      'What was asked, what was or would have been answered, and from what.',
    ),
    ...problems('not_found', 'unauthenticated', 'rate_limited'),
  },
});

const calibration = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/calibration',
  tags: ofAiAgents,
  security: signedIn,
  summary: 'How well confidence keeps its word',
  request: { params },
  responses: {
    200: answer(CalibrationView, 'In words, as a diagram, and whether it still holds.'),
    ...problems('not_found', 'unauthenticated', 'rate_limited'),
  },
});

const budget = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/budget',
  tags: ofAiAgents,
  security: signedIn,
  summary: 'The line that keeps an error budget',
  request: { params, query: z.object({ risk: Risk }) },
  responses: {
    200: answer(BudgetView, 'The line and what it rests on, or why there is none.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

export function reviewRoutes({ accounts, conversations, reviews }: HttpDeps, limits: RateLimits) {
  return createApi()
    .openapi(review, async (c) => {
      const { id } = c.req.valid('param');
      const marked = orProblem(await reviews.mark(c.var.me, id, c.req.valid('json')));
      return c.json({ reviews: marked }, 200);
    })
    .openapi(ofConversation, async (c) => {
      const { id } = c.req.valid('param');
      const { workspaceId } = c.var.me;
      const found = await reviews.ofConversation(workspaceId, id);
      if (found.length === 0 && (await conversations.open({ workspaceId }, id)) === null)
        throw new Problem('not_found', 'There is no conversation with this id.');
      return c.json({ reviews: found }, 200);
    })
    .openapi(queue, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      limits.calibrations.take(teammate.id);
      const { id } = c.req.valid('param');
      orProblem(await accounts.aiAgents.get(workspaceId, id));
      return c.json(await reviews.queue(workspaceId, id), 200);
    })
    .openapi(calibration, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      limits.calibrations.take(teammate.id);
      const { id } = c.req.valid('param');
      orProblem(await accounts.aiAgents.get(workspaceId, id));
      return c.json(await reviews.calibration(workspaceId, id), 200);
    })
    .openapi(budget, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      limits.calibrations.take(teammate.id);
      const { id } = c.req.valid('param');
      orProblem(await accounts.aiAgents.get(workspaceId, id));
      return c.json(await reviews.budget(workspaceId, id, c.req.valid('query').risk), 200);
    });
}
