/** AI agents: how they look and decide, the line that installs them, and a question to try. */
import { createRoute } from '@hono/zod-openapi';
import {
  AiAgentId,
  AiAgentList,
  AiAgentView,
  AskRequest,
  AskResult,
  ChangeAiAgentRequest,
  InstallSnippet,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { installLine } from '../install-line.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { ownOrigin } from '../where-from.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.aiAgents];
const params = z.object({ id: AiAgentId });

const list = createRoute({
  method: 'get',
  path: '/ai-agents',
  tags,
  security: signedIn,
  summary: 'List AI agents',
  responses: { 200: answer(AiAgentList, 'The oldest first.'), ...problems('unauthenticated') },
});

const read = createRoute({
  method: 'get',
  path: '/ai-agents/{id}',
  tags,
  security: signedIn,
  summary: 'Read an AI agent',
  request: { params },
  responses: {
    200: answer(AiAgentView, 'The AI agent.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const change = createRoute({
  method: 'patch',
  path: '/ai-agents/{id}',
  tags,
  security: signedIn,
  summary: 'Change name, look, allowed websites or threshold',
  request: { params, body: body(ChangeAiAgentRequest) },
  responses: {
    200: answer(AiAgentView, 'The AI agent as it is now.'),
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const install = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/install',
  tags,
  security: signedIn,
  summary: 'The line of HTML that puts the widget on a page',
  request: { params },
  responses: {
    200: answer(InstallSnippet, 'Copy it into any page.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const ask = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/ask',
  tags,
  security: signedIn,
  summary: 'Try a question: what would be answered, and why',
  description: 'Nothing is sent to anyone, and nothing is kept.',
  request: { params, body: body(AskRequest) },
  responses: {
    200: answer(AskResult, 'The decision, the words, and what they rest on.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

export function aiAgentRoutes({ accounts, answering, where }: HttpDeps, limits: RateLimits) {
  const { aiAgents } = accounts;
  return createApi()
    .openapi(list, async (c) =>
      c.json({ aiAgents: await aiAgents.list(c.var.me.workspaceId) }, 200),
    )
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param');
      return c.json({ aiAgent: orProblem(await aiAgents.get(c.var.me.workspaceId, id)) }, 200);
    })
    .openapi(change, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const changed = await aiAgents.change(c.var.me, id, c.req.valid('json'));
      return c.json({ aiAgent: orProblem(changed) }, 200);
    })
    .openapi(install, async (c) => {
      const { id } = c.req.valid('param');
      const { widgetKey } = orProblem(await aiAgents.get(c.var.me.workspaceId, id));
      const origin = ownOrigin(c, where);
      const demoUrl = `${origin}/demo?key=${encodeURIComponent(widgetKey)}`;
      return c.json({ html: installLine(origin, widgetKey), demoUrl }, 200);
    })
    .openapi(ask, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      limits.ask.take(teammate.id);
      const { id } = c.req.valid('param');
      orProblem(await aiAgents.get(workspaceId, id));
      const { question } = c.req.valid('json');
      return c.json(await answering.preview(workspaceId, id, question), 200);
    });
}
