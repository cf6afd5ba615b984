/** Runs of actions: what was done for customers, and what waits for a teammate's approval. */
import { createRoute } from '@hono/zod-openapi';
import {
  ActionId,
  ActionRunId,
  ActionRunList,
  ActionRunView,
  AiAgentId,
  ConversationId,
  DecideRunRequest,
} from '@baton/protocol';
import { z } from 'zod';
import type { SignedIn } from '../../modules/accounts/index.ts';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { pageOf } from '../page-query.ts';
import { orProblem } from '../problem.ts';
import { noSuchConversation } from './conversations.ts';

const tags = [TAGS.actions];
const newestFirst = answer(ActionRunList, 'The newest first.');

const ofConversation = createRoute({
  method: 'get',
  path: '/conversations/{id}/action-runs',
  tags,
  security: signedIn,
  summary: 'List the runs of actions in a conversation',
  request: { params: z.object({ id: ConversationId }), query: z.object(pageOf) },
  responses: {
    200: newestFirst,
    ...problems('not_found', 'invalid_input', 'unauthenticated'),
  },
});

const ofAgent = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/action-runs',
  tags,
  security: signedIn,
  summary: 'List the runs of an AI agent’s actions, or of one of them',
  request: {
    params: z.object({ id: AiAgentId }),
    query: z.object({ ...pageOf, action: ActionId.nullable().default(null) }),
  },
  responses: {
    200: newestFirst,
    ...problems('not_found', 'invalid_input', 'unauthenticated'),
  },
});

const decision = <Path extends string>(path: Path, summary: string, description: string) =>
  createRoute({
    method: 'post',
    path: `/action-runs/{id}/${path}`,
    tags,
    security: signedIn,
    summary,
    description,
    request: { params: z.object({ id: ActionRunId }), body: body(DecideRunRequest) },
    responses: {
      200: answer(ActionRunView, 'The run as it is now.'),
      ...problems('not_found', 'run_not_waiting', 'conversation_resolved', 'conflict'),
      ...problems('invalid_input', 'unauthenticated'),
    },
  });

const approve = decision(
  'approve',
  'Approve an action that waits',
  'It runs, and the customer is told what came of it. Takes control of the conversation, as a reply does, unless a colleague has it. Of two who decide at once the first one does, and the other is told (`run_not_waiting`).',
);
const decline = decision(
  'decline',
  'Decline an action that waits',
  'Nothing runs, and the customer is told so; the note is for the team. Takes control as approving does.',
);

export function actionRunRoutes({ accounts, actions, conversations }: HttpDeps) {
  async function decide(me: SignedIn, id: ActionRunId, approved: boolean, note: string | null) {
    const by = me.teammate.id;
    return { run: orProblem(await actions.decide(me.workspaceId, id, { by, approved, note })) };
  }

  return createApi()
    .openapi(ofConversation, async (c) => {
      const { workspaceId } = c.var.me;
      const { id: conversationId } = c.req.valid('param');
      if ((await conversations.episode({ workspaceId }, conversationId)) === null) {
        throw noSuchConversation();
      }
      const found = await actions.runs(workspaceId, { conversationId }, c.req.valid('query'));
      return c.json(orProblem(found), 200);
    })
    .openapi(ofAgent, async (c) => {
      const { workspaceId } = c.var.me;
      const { id: aiAgentId } = c.req.valid('param');
      orProblem(await accounts.aiAgents.get(workspaceId, aiAgentId));
      const { action: actionId, ...page } = c.req.valid('query');
      const found = await actions.runs(workspaceId, { aiAgentId, actionId }, page);
      return c.json(orProblem(found), 200);
    })
    .openapi(approve, async (c) => {
      const { note } = c.req.valid('json');
      return c.json(await decide(c.var.me, c.req.valid('param').id, true, note), 200);
    })
    .openapi(decline, async (c) => {
      const { note } = c.req.valid('json');
      return c.json(await decide(c.var.me, c.req.valid('param').id, false, note), 200);
    });
}
