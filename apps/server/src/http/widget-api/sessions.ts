/** Before a customer speaks: how the chat looks, and a session to speak in. */
import { createRoute } from '@hono/zod-openapi';
import { OpenWidgetSessionRequest, WidgetConfig, WidgetSession } from '@baton/protocol';
import type { Context } from 'hono';
import { z } from 'zod';
import { mayEmbed, originNotAllowed } from '../../modules/accounts/index.ts';
import { answer, body, createApi, openToAll, problems, TAGS } from '../described.ts';
import { inWorkspace } from '../../platform/database/index.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { cleanText } from '../json-bodies.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { clientNetwork } from '../where-from.ts';
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
  description:
    'A token that is still good is kept and extended; any other is replaced. With `identity`, a JWT (HS256, the AI agent’s identity secret, claims `sub`, `exp` and optionally `email`, `name`), the session is that customer’s: an anonymous chat of this browser goes along where the customer has none yet, and a session of somebody else is left. An identified session goes on only with its identity.',
  request: { body: body(OpenWidgetSessionRequest) },
  responses: {
    200: answer(WidgetSession, 'The token, and the current conversation if there is one.'),
    ...problems('not_found', 'origin_not_allowed', 'invalid_input', 'rate_limited'),
    ...problems('identity_not_valid'),
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

  async function open(
    c: Context<HttpEnv>,
    agent: { workspaceId: string; aiAgentId: string },
    token: string | null,
    vouched: string | null,
  ) {
    const identity =
      vouched === null ? null : orProblem(await accounts.identities.verify(agent, vouched));
    const from = embeddingOf(c, deps);
    const session = await accounts.widgetSessions.open(agent, token, from, identity);
    if (identity !== null) {
      const { name, email } = identity;
      const { contactId, aiAgentId } = session;
      await conversations.identifyContact(session, contactId, aiAgentId, { name, email }, true);
    }
    const names = await namesFor(accounts, session);
    const { contactId, aiAgentId } = session;
    return {
      session,
      ...(await conversations.contactSnapshot(session, contactId, aiAgentId, names)),
    };
  }

  return createApi()
    .openapi(readConfig, async (c) => {
      limits.widgetSessions.take(clientNetwork(c, where));
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
      limits.widgetSessions.take(clientNetwork(c, where));
      const { key, token, identity: vouched } = c.req.valid('json');
      const { workspaceId, aiAgent } = await agentFor(c, key);
      const { session, snapshot, cursor } = await inWorkspace(workspaceId, () =>
        open(c, { workspaceId, aiAgentId: aiAgent.id }, token, vouched),
      );
      const expiresAt = session.expiresAt.toISOString();
      return c.json(
        { token: session.token, expiresAt, snapshot, cursor, identified: session.identified },
        200,
      );
    });
}
