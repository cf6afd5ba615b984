/** Where an AI agent's documents come from; websites are added, read, stopped and removed here. */
import { createRoute } from '@hono/zod-openapi';
import {
  AddSourceRequest,
  AiAgentId,
  ChangeSourceRequest,
  SourceId,
  SourceList,
  SourcePageList,
  SourcePageState,
  SourceView,
} from '@baton/protocol';
import { z } from 'zod';
import { answer, body, createApi, done, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { pageOf, searched } from '../page-query.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.knowledge];
const ofAgent = z.object({ id: AiAgentId });
const ofSource = z.object({ id: SourceId });
const view = answer(SourceView, 'The source as it is now.');

const list = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/sources',
  tags,
  security: signedIn,
  summary: 'List the sources of an AI agent',
  request: { params: ofAgent },
  responses: {
    200: answer(SourceList, 'The oldest first; files, typed text and so on are one source each.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const add = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/sources',
  tags,
  security: signedIn,
  summary: 'Add a website and begin to read it',
  description:
    'The address is a start page, below whose folder pages are read, or a sitemap. Addresses of ' +
    'private networks are not read unless the operator allows it.',
  request: { params: ofAgent, body: body(AddSourceRequest) },
  responses: {
    201: answer(SourceView, 'It is being read.'),
    ...problems('not_found', 'forbidden', 'invalid_input', 'conflict', 'unauthenticated'),
    ...problems('rate_limited'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/sources/{id}',
  tags,
  security: signedIn,
  summary: 'Look at a source',
  request: { params: ofSource },
  responses: { 200: view, ...problems('not_found', 'unauthenticated') },
});

const change = createRoute({
  method: 'patch',
  path: '/sources/{id}',
  tags,
  security: signedIn,
  summary: "Change a website's name, settings or schedule",
  description: 'What is left out stays as it is. Settings count from the next reading on.',
  request: { params: ofSource, body: body(ChangeSourceRequest) },
  responses: {
    200: view,
    ...problems('not_found', 'forbidden', 'invalid_input', 'conflict', 'unauthenticated'),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/sources/{id}',
  tags,
  security: signedIn,
  summary: 'Remove a source with all of its documents',
  request: { params: ofSource },
  responses: {
    204: done('The AI no longer knows any of it.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

const begin = createRoute({
  method: 'post',
  path: '/sources/{id}/read',
  tags,
  security: signedIn,
  summary: 'Read a website now',
  description: 'A stopped reading goes on where it stopped. One that runs is left alone.',
  request: { params: ofSource },
  responses: {
    200: view,
    ...problems('not_found', 'forbidden', 'conflict', 'unauthenticated', 'rate_limited'),
  },
});

const stop = createRoute({
  method: 'post',
  path: '/sources/{id}/stop',
  tags,
  security: signedIn,
  summary: 'Stop reading a website',
  description: 'What was read stays.',
  request: { params: ofSource },
  responses: { 200: view, ...problems('not_found', 'forbidden', 'conflict', 'unauthenticated') },
});

const pages = createRoute({
  method: 'get',
  path: '/sources/{id}/pages',
  tags,
  security: signedIn,
  summary: 'List the pages of a website, and what became of each',
  request: {
    params: ofSource,
    query: z.object({ ...pageOf, q: searched, state: SourcePageState.optional() }),
  },
  responses: {
    200: answer(SourcePageList, 'In the order of their addresses.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated'),
  },
});

export function sourceRoutes({ accounts, knowledge }: HttpDeps, limits: RateLimits) {
  const { sources } = knowledge;
  const ofWorkspace = async (workspaceId: string, aiAgentId: AiAgentId) => {
    orProblem(await accounts.aiAgents.get(workspaceId, aiAgentId));
    return { workspaceId, aiAgentId };
  };

  return createApi()
    .openapi(list, async (c) => {
      const scope = await ofWorkspace(c.var.me.workspaceId, c.req.valid('param').id);
      return c.json({ sources: await sources.list(scope) }, 200);
    })
    .openapi(add, async (c) => {
      managersOnly(c.var.me);
      limits.readings.take(c.var.me.teammate.id);
      const scope = await ofWorkspace(c.var.me.workspaceId, c.req.valid('param').id);
      const { url, name, settings, schedule } = c.req.valid('json');
      const source = orProblem(await sources.addWebsite(scope, { url, name, settings, schedule }));
      return c.json({ source }, 201);
    })
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param');
      return c.json({ source: orProblem(await sources.get(c.var.me.workspaceId, id)) }, 200);
    })
    .openapi(change, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const changed = await sources.change(c.var.me.workspaceId, id, c.req.valid('json'));
      return c.json({ source: orProblem(changed) }, 200);
    })
    .openapi(remove, async (c) => {
      managersOnly(c.var.me);
      if (!(await sources.remove(c.var.me.workspaceId, c.req.valid('param').id))) {
        throw new Problem('not_found', 'There is no source with this id.');
      }
      return c.body(null, 204);
    })
    .openapi(begin, async (c) => {
      managersOnly(c.var.me);
      limits.readings.take(c.var.me.teammate.id);
      const { id } = c.req.valid('param');
      return c.json({ source: orProblem(await sources.read(c.var.me.workspaceId, id)) }, 200);
    })
    .openapi(stop, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      return c.json({ source: orProblem(await sources.stop(c.var.me.workspaceId, id)) }, 200);
    })
    .openapi(pages, async (c) => {
      const { id } = c.req.valid('param');
      const { page, limit, q, state } = c.req.valid('query');
      const question = { page: page ?? undefined, limit, query: q ?? undefined, state };
      const found = await sources.pages(c.var.me.workspaceId, id, question);
      return c.json(orProblem(found), 200);
    });
}
