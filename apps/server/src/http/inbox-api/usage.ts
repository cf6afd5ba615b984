/** What language models have cost: by month and AI agent, and of one conversation. */
import { createRoute } from '@hono/zod-openapi';
import { AiAgentId, ConversationId, ConversationUsage, UsageReport } from '@baton/protocol';
import { z } from 'zod';
import { answer, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';

const tags = [TAGS.models];

const Month = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/, 'must be a month like 2026-11');

const ofMonth = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/usage',
  tags,
  security: signedIn,
  summary: "A month's calls, tokens and costs",
  description: 'By day, by purpose, and of the dearest conversations. Months and days are in UTC.',
  request: {
    params: z.object({ id: AiAgentId }),
    query: z.object({ month: Month.optional().describe('Left out: this month.') }),
  },
  responses: {
    200: answer(UsageReport, 'A day without calls has zeros.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

const ofConversation = createRoute({
  method: 'get',
  path: '/conversations/{id}/usage',
  tags,
  security: signedIn,
  summary: 'What a conversation has cost',
  request: { params: z.object({ id: ConversationId }) },
  responses: {
    200: answer(ConversationUsage, 'Zeros where no language model was called.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

export function usageRoutes({ usage }: Pick<HttpDeps, 'usage'>, limits: RateLimits) {
  return createApi()
    .openapi(ofMonth, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      limits.usage.take(teammate.id);
      const { id } = c.req.valid('param');
      const { month = null } = c.req.valid('query');
      const report = await usage.ofMonth(workspaceId, id, month);
      if (report === null) throw new Problem('not_found', 'There is no AI agent with this id.');
      return c.json(report, 200);
    })
    .openapi(ofConversation, async (c) => {
      const { id } = c.req.valid('param');
      const report = await usage.ofConversation(c.var.me.workspaceId, id);
      if (report === null) throw new Problem('not_found', 'There is no conversation with this id.');
      return c.json(report, 200);
    });
}
