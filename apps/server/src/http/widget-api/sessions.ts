/** Before a customer speaks: how the chat looks, and a session to speak in. */
import { createRoute } from '@hono/zod-openapi';
import { OpenWidgetSessionRequest, WidgetConfig, WidgetSession } from '@baton/protocol';
import type { Context } from 'hono';
import { z } from 'zod';
import { mayEmbed, originNotAllowed } from '../../modules/accounts/index.ts';
import { answer, body, createApi, openToAll, problems, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { cleanText } from '../json-bodies.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { clientAddress } from '../where-from.ts';
import { namesFor } from './contact-names.ts';
import { embeddingOf } from './who-is-the-customer.ts';

const readConfig = createRoute({
  method: 'get',
  path: '/config',
  tags: [TAGS.widget],
  security: openToAll,
  summary: 'How the chat looks and greets',
  request: { query: z.object({ key: z.string().max(100).transform(cleanText) }) },
  responses: {
    200: answer(WidgetConfig, 'Name, look, and whether somebody is there.'),
    ...problems('not_found', 'origin_not_allowed', 'rate_limited'),
  },
});

const openSession = createRoute({
  method: 'post',
  path: '/sessions',
  tags: [TAGS.widget],
  security: openToAll,
  summary: 'Begin, or go on with, a chat session',
  description: 'A token that is still good is kept and extended; any other is replaced.',
  request: { body: body(OpenWidgetSessionRequest) },
  responses: {
    200: answer(WidgetSession, 'The token, and the current conversation if there is one.'),
    ...problems('not_found', 'origin_not_allowed', 'invalid_input', 'rate_limited'),
  },
});

export function sessionRoutes(deps: HttpDeps, limits: RateLimits) {
  const { accounts, conversations, teammatesOnline, where } = deps;

  /** The AI agent of this key, if it may be shown where the request comes from. */
  async function agentFor(c: Context<HttpEnv>, key: string) {
    const found = await accounts.aiAgents.byWidgetKey(key);
    if (found === null) {
      throw new Problem(
        'not_found',
        'There is no chat with this key. Copy the line of HTML again.',
      );
    }
    const { origin, ownOrigins } = embeddingOf(c, deps);
    if (!mayEmbed(found.aiAgent.allowedOrigins, origin, ownOrigins)) {
      orProblem(originNotAllowed(origin));
    }
    return found;
  }

  return createApi()
    .openapi(readConfig, async (c) => {
      limits.widgetSessions.take(clientAddress(c, where));
      const { workspaceId, workspaceName, aiAgent } = await agentFor(c, c.req.valid('query').key);
      return c.json(
        {
          aiAgentName: aiAgent.name,
          workspaceName,
          look: aiAgent.look,
          teammatesOnline: teammatesOnline(workspaceId),
        },
        200,
      );
    })
    .openapi(openSession, async (c) => {
      limits.widgetSessions.take(clientAddress(c, where));
      const { key, token } = c.req.valid('json');
      const { workspaceId, aiAgent } = await agentFor(c, key);
      const session = await accounts.widgetSessions.open(
        { workspaceId, aiAgentId: aiAgent.id },
        token,
        embeddingOf(c, deps),
      );
      const { snapshot, cursor } = await conversations.contactSnapshot(
        session,
        session.contactId,
        session.aiAgentId,
        await namesFor(accounts, session),
      );
      const expiresAt = session.expiresAt.toISOString();
      return c.json({ token: session.token, expiresAt, snapshot, cursor, identified: false }, 200);
    });
}
