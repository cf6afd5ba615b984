/** What a document said before: its former versions, listed and opened. */
import { createRoute } from '@hono/zod-openapi';
import { DocumentId, DocumentVersionList, DocumentVersionView } from '@baton/protocol';
import { z } from 'zod';
import { answer, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { Problem } from '../problem.ts';

const tags = [TAGS.knowledge];

const list = createRoute({
  method: 'get',
  path: '/documents/{id}/versions',
  tags,
  security: signedIn,
  summary: 'List the versions of a document',
  request: { params: z.object({ id: DocumentId }) },
  responses: {
    200: answer(DocumentVersionList, 'The current one first; of former ones the last 20.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/documents/{id}/versions/{version}',
  tags,
  security: signedIn,
  summary: 'Open a version of a document',
  request: {
    params: z.object({
      id: DocumentId,
      version: z.coerce.number().int().positive().max(2_147_483_647),
    }),
  },
  responses: {
    200: answer(DocumentVersionView, 'Its text, as the AI saw it then.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

export function documentVersionRoutes({ knowledge }: HttpDeps) {
  return createApi()
    .openapi(list, async (c) => {
      const versions = await knowledge.listVersions(c.var.me.workspaceId, c.req.valid('param').id);
      if (versions === null) throw new Problem('not_found', 'There is no document with this id.');
      return c.json({ versions }, 200);
    })
    .openapi(read, async (c) => {
      const { id, version } = c.req.valid('param');
      const found = await knowledge.readVersion(c.var.me.workspaceId, id, version);
      if (found === null)
        throw new Problem('not_found', 'There is no such version of this document (any more).');
      return c.json(found, 200);
    });
}
