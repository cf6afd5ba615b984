/** Reading conversations: lists, one with its whole timeline, the tags in use. */
import { createRoute } from '@hono/zod-openapi';
import {
  ConversationId,
  ConversationOpened,
  ConversationPage,
  InboxView,
  TagList,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { pageOf, searched } from '../page-query.ts';
import { orProblem, Problem } from '../problem.ts';

const tags = [TAGS.conversations];

const list = createRoute({
  method: 'get',
  path: '/conversations',
  tags,
  security: signedIn,
  summary: 'List conversations of one view',
  description: 'Newest first; `waiting` has the longest waiting first.',
  request: { query: z.object({ view: InboxView.default('open'), ...pageOf, q: searched }) },
  responses: {
    200: answer(ConversationPage, 'One page, the badges, and where to listen on.'),
    ...problems('invalid_input', 'unauthenticated'),
  },
});

const open = createRoute({
  method: 'get',
  path: '/conversations/{id}',
  tags,
  security: signedIn,
  summary: 'Open a conversation',
  request: { params: z.object({ id: ConversationId }) },
  responses: {
    200: answer(ConversationOpened, 'The conversation and everything that happened in it.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const tagsInUse = createRoute({
  method: 'get',
  path: '/tags',
  tags,
  security: signedIn,
  summary: 'List the tags in use',
  responses: { 200: answer(TagList, 'The most used first.'), ...problems('unauthenticated') },
});

export function conversationRoutes({ conversations, tagsInUse: readTags }: HttpDeps) {
  return createApi()
    .openapi(list, async (c) => {
      const { me } = c.var;
      const { view, page, q, limit } = c.req.valid('query');
      const found = await conversations.list(me, {
        view,
        teammateId: me.teammate.id,
        page,
        q,
        limit,
      });
      return c.json(orProblem(found), 200);
    })
    .openapi(open, async (c) => {
      const opened = await conversations.open(c.var.me, c.req.valid('param').id);
      if (opened === null) throw noSuchConversation();
      return c.json(opened, 200);
    })
    .openapi(tagsInUse, async (c) => c.json({ tags: await readTags(c.var.me.workspaceId) }, 200));
}

export const noSuchConversation = () =>
  new Problem('not_found', 'There is no conversation with this id.');
