/** What an AI agent answers from: typed in, uploaded, the example; listed, opened, removed. */
import { createRoute } from '@hono/zod-openapi';
import {
  AddDocumentRequest,
  type AddedDocument,
  AddedDocuments,
  type AddedRows,
  AiAgentId,
  DocumentDetail,
  DocumentId,
  DocumentPage,
  SourceId,
} from '@baton/protocol';
import { z } from 'zod';
import type { SignedIn } from '../../modules/accounts/index.ts';
import type { AddResult, DocumentInput } from '../../modules/knowledge/index.ts';
import { answer, body, createApi, done, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { pageOf, searched } from '../page-query.ts';
import { orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { readUploads } from '../uploads.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.knowledge];
const ofAgent = z.object({ id: AiAgentId });
const ofDocument = z.object({ id: DocumentId });
const results = answer(AddedDocuments, 'What became of each, in order. Good ones are kept.');

const listDocuments = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/documents',
  tags,
  security: signedIn,
  summary: 'List the documents of an AI agent',
  request: {
    params: ofAgent,
    query: z.object({ ...pageOf, q: searched, source: SourceId.optional() }),
  },
  responses: {
    200: answer(DocumentPage, 'Newest first, with totals.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated'),
  },
});

const add = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/documents',
  tags,
  security: signedIn,
  summary: 'Add typed text, or a question with its answer',
  description: 'The same title or question again replaces what was there.',
  request: { params: ofAgent, body: body(AddDocumentRequest) },
  responses: {
    200: results,
    ...problems('not_found', 'forbidden', 'invalid_input', 'too_large', 'unauthenticated'),
  },
});

const upload = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/uploads',
  tags,
  security: signedIn,
  summary: 'Upload files',
  description:
    'PDF, Word (.docx), Markdown, HTML and text; tables of questions and answers (.csv, .tsv with ' +
    'columns question, answer and optionally url); archives (.zip) of all these. Any field of the ' +
    'form may carry files: at most 50, each at most 25 MB, 100 MB together. A file that cannot be ' +
    'read is rejected by itself. The same name again replaces.',
  request: {
    params: ofAgent,
    body: { required: true, content: { 'multipart/form-data': { schema: {} } } },
  },
  responses: {
    200: results,
    ...problems('not_found', 'forbidden', 'malformed_request', 'too_large', 'unauthenticated'),
    ...problems('unsupported_media_type', 'rate_limited'),
  },
});

const addExample = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/example',
  tags,
  security: signedIn,
  summary: 'Add the example help centre',
  request: { params: ofAgent },
  responses: { 200: results, ...problems('not_found', 'forbidden', 'unauthenticated') },
});

const removeExample = createRoute({
  method: 'delete',
  path: '/ai-agents/{id}/example',
  tags,
  security: signedIn,
  summary: 'Remove the example help centre, all of it',
  request: { params: ofAgent },
  responses: {
    204: done('The AI no longer knows it.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/documents/{id}',
  tags,
  security: signedIn,
  summary: 'Open a document, as the AI sees it',
  request: { params: ofDocument },
  responses: {
    200: answer(DocumentDetail, 'Its text and its passages.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/documents/{id}',
  tags,
  security: signedIn,
  summary: 'Remove a document',
  request: { params: ofDocument },
  responses: {
    204: done('The AI no longer knows it.'),
    ...problems('not_found', 'forbidden', 'unauthenticated'),
  },
});

export function documentRoutes(deps: HttpDeps, limits: RateLimits) {
  const { accounts, knowledge, loadExample, exampleQuestions } = deps;

  /** The AI agent, when it is this workspace's; else there is none. */
  async function scopeOf({ workspaceId }: SignedIn, aiAgentId: AiAgentId) {
    orProblem(await accounts.aiAgents.get(workspaceId, aiAgentId));
    return { workspaceId, aiAgentId };
  }

  async function addAll(me: SignedIn, aiAgentId: AiAgentId, inputs: DocumentInput[]) {
    const scope = await scopeOf(me, aiAgentId);
    return (await knowledge.addDocuments(scope, inputs)).map(asAdded);
  }

  /** So that the first chat is not an empty one; an owner's own suggestions stay. */
  async function suggestExampleQuestions(me: SignedIn, aiAgentId: AiAgentId) {
    const { look } = orProblem(await accounts.aiAgents.get(me.workspaceId, aiAgentId));
    if (look.suggestions.length > 0) return;
    const suggestions = [...exampleQuestions];
    await accounts.aiAgents.change(me, aiAgentId, { look: { ...look, suggestions } });
  }

  async function forgetExampleQuestions(me: SignedIn, aiAgentId: AiAgentId) {
    const { look } = orProblem(await accounts.aiAgents.get(me.workspaceId, aiAgentId));
    const suggestions = look.suggestions.filter((question) => !exampleQuestions.includes(question));
    if (suggestions.length === look.suggestions.length) return;
    await accounts.aiAgents.change(me, aiAgentId, { look: { ...look, suggestions } });
  }

  return createApi()
    .openapi(listDocuments, async (c) => {
      const scope = await scopeOf(c.var.me, c.req.valid('param').id);
      const { page, q, limit, source: sourceId } = c.req.valid('query');
      const [list, progress] = await Promise.all([
        knowledge.listDocuments(scope, {
          page: page ?? undefined,
          query: q ?? undefined,
          limit,
          sourceId,
        }),
        knowledge.progress(scope),
      ]);
      const { documents, passages, embedded, failed } = progress;
      return c.json({ ...list, totals: { documents, passages, embedded, failed } }, 200);
    })
    .openapi(add, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      return c.json({ results: await addAll(c.var.me, id, [c.req.valid('json')]) }, 200);
    })
    .openapi(upload, async (c) => {
      managersOnly(c.var.me);
      limits.uploads.take(c.var.me.teammate.id);
      const { id } = c.req.valid('param');
      await scopeOf(c.var.me, id);
      const { files, tooLarge } = await readUploads(c.req.raw);
      return c.json({ results: [...(await addAll(c.var.me, id, files)), ...tooLarge] }, 200);
    })
    .openapi(addExample, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      const results = await addAll(c.var.me, id, await loadExample());
      await suggestExampleQuestions(c.var.me, id);
      return c.json({ results }, 200);
    })
    .openapi(removeExample, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      await knowledge.removeExample(await scopeOf(c.var.me, id));
      await forgetExampleQuestions(c.var.me, id);
      return c.body(null, 204);
    })
    .openapi(read, async (c) => {
      const found = await knowledge.getDocument(c.var.me.workspaceId, c.req.valid('param').id);
      if (found === null) throw noSuchDocument();
      return c.json(found, 200);
    })
    .openapi(remove, async (c) => {
      managersOnly(c.var.me);
      const { id } = c.req.valid('param');
      if (!(await knowledge.removeDocument(c.var.me.workspaceId, id))) throw noSuchDocument();
      return c.body(null, 204);
    });
}

function asAdded(added: AddResult): AddedDocument {
  const { name } = added;
  switch (added.outcome) {
    case 'rejected':
      return { name, result: 'rejected', reason: added.detail, document: null, rows: null };
    case 'table':
      return { name, result: asOne(added.rows), reason: null, document: null, rows: added.rows };
    default:
      return { name, result: added.outcome, reason: null, document: added.document, rows: null };
  }
}

/** What matters most of what became of a table's rows. */
function asOne(rows: AddedRows): AddedDocument['result'] {
  if (rows.added > 0) return 'added';
  if (rows.replaced > 0) return 'replaced';
  return rows.unchanged > 0 ? 'unchanged' : 'rejected';
}

const noSuchDocument = () => new Problem('not_found', 'There is no document with this id.');
