/** Replays: what another policy would have made of the past. And the past itself, to take along. */
import { createRoute } from '@hono/zod-openapi';
import {
  AiAgentId,
  Outcome,
  POLICY_LIMITS,
  ReplayChanges,
  ReplayedPolicy,
  ReplayId,
  ReplayRequest,
  ReplayView,
  Timestamp,
} from '@baton/protocol';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import { answer, body, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { readOneFile } from '../one-file.ts';
import { pageOf } from '../page-query.ts';
import { invalidInput, orProblem, Problem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.decisions];
const ofAiAgent = z.object({ id: AiAgentId });
const ofReplay = z.object({ id: ReplayId });

const overHistory = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/policy/replay',
  tags,
  security: signedIn,
  summary: 'Replay a policy over recorded decisions',
  description:
    'Runs in the background; ask for the replay until its state is `done`. What the records hold is not measured again, so the same records under the same policy come to the same decisions.',
  request: { params: ofAiAgent, body: body(ReplayRequest) },
  responses: {
    202: answer(ReplayView, 'The replay, as it begins.'),
    ...problems(
      'not_found',
      'forbidden',
      'conflict',
      'invalid_input',
      'unauthenticated',
      'rate_limited',
    ),
  },
});

const overTranscripts = createRoute({
  method: 'post',
  path: '/ai-agents/{id}/policy/replay/transcripts',
  tags,
  security: signedIn,
  summary: 'Replay a policy over a file of chats',
  description:
    'JSON lines (`{"id":"1","turns":[{"customer":"…"},{"teammate":"…"},{"ai":"…"}]}`) or CSV (`conversation_id,author,text`), at most 20 MB. Lines that cannot be read are listed with their number; the others are replayed, search included. Fields of the form: `file`, and `policy` as JSON (`{"kind":"draft"}` without it).',
  request: {
    params: ofAiAgent,
    // Read by the route, as it comes: one field `file`, and `policy` (the JSON of a ReplayedPolicy).
    body: { required: true, content: { 'multipart/form-data': { schema: {} } } },
  },
  responses: {
    202: answer(ReplayView, 'The replay, as it begins.'),
    ...problems(
      'not_found',
      'forbidden',
      'conflict',
      'invalid_input',
      'malformed_request',
      'unsupported_media_type',
      'too_large',
      'unauthenticated',
      'rate_limited',
    ),
  },
});

const read = createRoute({
  method: 'get',
  path: '/replays/{id}',
  tags,
  security: signedIn,
  summary: 'Read a replay: how far it is, and what it comes to',
  request: { params: ofReplay },
  responses: {
    200: answer(ReplayView, 'Counts are of the turns decided so far.'),
    ...problems('not_found', 'unauthenticated'),
  },
});

const changes = createRoute({
  method: 'get',
  path: '/replays/{id}/changes',
  tags,
  security: signedIn,
  summary: 'List what would change, decision by decision',
  request: {
    params: ofReplay,
    query: z.object({
      ...pageOf,
      was: Outcome.nullable().default(null),
      wouldBe: Outcome.nullable().default(null),
    }),
  },
  responses: {
    200: answer(ReplayChanges, 'The newest turns first.'),
    ...problems('not_found', 'invalid_input', 'unauthenticated'),
  },
});

const exported = createRoute({
  method: 'get',
  path: '/ai-agents/{id}/decisions.jsonl',
  tags,
  security: signedIn,
  summary: 'Export decision records',
  description: 'One JSON object a line, the oldest first, each with its whole record.',
  request: {
    params: ofAiAgent,
    query: z.object({ since: Timestamp.nullable().default(null) }),
  },
  responses: {
    200: {
      description: 'JSON lines.',
      content: { 'application/x-ndjson': { schema: z.string() } },
    },
    ...problems('not_found', 'forbidden', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

type Deps = Pick<HttpDeps, 'accounts' | 'replays' | 'exportDecisions' | 'records' | 'log'>;

export function replayRoutes(
  { accounts, replays, exportDecisions, records, log }: Deps,
  limits: RateLimits,
) {
  return createApi()
    .openapi(overHistory, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      managersOnly(c.var.me);
      limits.replays.take(teammate.id);
      const { id: aiAgentId } = c.req.valid('param');
      const asked = { ...c.req.valid('json'), askedBy: teammate.id };
      const replay = orProblem(await replays.overHistory({ workspaceId, aiAgentId }, asked));
      return c.json({ replay }, 202);
    })
    .openapi(overTranscripts, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      managersOnly(c.var.me);
      limits.replays.take(teammate.id);
      const { id: aiAgentId } = c.req.valid('param');
      orProblem(await accounts.aiAgents.get(workspaceId, aiAgentId));
      const { file, fields } = await readOneFile(c.req.raw, POLICY_LIMITS.transcriptBytes);
      const asked = { file, policy: policyIn(fields['policy']), askedBy: teammate.id };
      const replay = orProblem(await replays.overTranscripts({ workspaceId, aiAgentId }, asked));
      return c.json({ replay }, 202);
    })
    .openapi(read, async (c) => {
      const replay = await replays.get(c.var.me.workspaceId, c.req.valid('param').id);
      if (replay === null) throw noSuchReplay();
      return c.json({ replay }, 200);
    })
    .openapi(changes, async (c) => {
      const { page, limit, was, wouldBe } = c.req.valid('query');
      const after = page === null ? 0 : Number(page);
      if (!Number.isSafeInteger(after)) throw new Problem('invalid_input', 'This is no page.');
      const { id } = c.req.valid('param');
      const asked = { was, wouldBe, after, limit };
      const found = await replays.changes(c.var.me.workspaceId, id, asked);
      if (found === null) throw noSuchReplay();
      const nextPage = found.next === null ? null : String(found.next);
      return c.json({ changes: found.changes, nextPage }, 200);
    })
    .openapi(exported, async (c) => {
      const { workspaceId, teammate } = c.var.me;
      managersOnly(c.var.me);
      limits.exports.take(teammate.id);
      const { id } = c.req.valid('param');
      const aiAgent = orProblem(await accounts.aiAgents.get(workspaceId, id));
      await records.audit.noteDecisionsExport(c.var.me, aiAgent);
      const decisions = exportDecisions(workspaceId, id, c.req.valid('query').since);
      c.header('content-type', 'application/x-ndjson; charset=utf-8');
      c.header('content-disposition', 'attachment; filename="decisions.jsonl"');
      const lines = stream(
        c,
        async (out) => {
          for await (const decision of decisions) {
            if (out.aborted) return;
            await out.write(`${JSON.stringify(decision)}\n`);
          }
        },
        async (error, out) => {
          // The status is sent; a reader that counts on the last line being whole must see it break.
          log.error({ err: error }, 'an export of decisions broke off');
          out.abort();
        },
      );
      // What it holds is told by the description; the framework's type for streams says nothing of it.
      return lines as never;
    });
}

const noSuchReplay = () => new Problem('not_found', 'There is no replay with this id.');

function policyIn(field: string | undefined): z.output<typeof ReplayedPolicy> {
  if (field === undefined || field.trim() === '') return { kind: 'draft' };
  let value: unknown;
  try {
    value = JSON.parse(field);
  } catch {
    throw new Problem('invalid_input', 'The field "policy" is not JSON.');
  }
  const read = ReplayedPolicy.safeParse(value);
  if (!read.success) throw invalidInput(read.error);
  return read.data;
}
