/** Who did what: for owners and admins, by page or as a file. */
import { createRoute } from '@hono/zod-openapi';
import { AUDIT_GROUPS, AuditPage, TeammateId, Timestamp } from '@baton/protocol';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import { AUDIT_CSV_HEAD, auditCsvLine } from '../../modules/records/index.ts';
import { answer, createApi, problems, signedIn, TAGS } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { pageOf } from '../page-query.ts';
import { orProblem } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { managersOnly } from '../who-are-you.ts';

const tags = [TAGS.privacy];

const filter = {
  group: z.enum(AUDIT_GROUPS).optional().describe('What it is about.'),
  teammate: TeammateId.optional().describe('Who did it.'),
  from: Timestamp.optional(),
  to: Timestamp.optional().describe('Itself not included.'),
};

const list = createRoute({
  method: 'get',
  path: '/audit-log',
  tags,
  security: signedIn,
  summary: 'Read the audit log, the newest first',
  description:
    'Sign-ins, people, settings, policies, knowledge, actions, exports and erasures. What happens in conversations is told there.',
  request: { query: z.object({ ...pageOf, ...filter }) },
  responses: {
    200: answer(AuditPage, 'Who did what, when, from where.'),
    ...problems('forbidden', 'invalid_input', 'unauthenticated'),
  },
});

const exported = createRoute({
  method: 'get',
  path: '/audit-log/export',
  tags,
  security: signedIn,
  summary: 'Download the audit log',
  request: {
    query: z.object({ ...filter, format: z.enum(['csv', 'ndjson']).default('csv') }),
  },
  responses: {
    200: {
      description: 'A table, or one JSON object a line; the newest first.',
      content: {
        'text/csv': { schema: z.string() },
        'application/x-ndjson': { schema: z.string() },
      },
    },
    ...problems('forbidden', 'invalid_input', 'unauthenticated', 'rate_limited'),
  },
});

type Filter = { [Name in keyof typeof filter]?: z.output<(typeof filter)[Name]> | undefined };

const filterIn = ({ group, teammate, from, to }: Filter) => ({
  group: group ?? null,
  teammateId: teammate ?? null,
  from: from ?? null,
  to: to ?? null,
});

export function auditLogRoutes(
  { records, log }: Pick<HttpDeps, 'records' | 'log'>,
  limits: RateLimits,
) {
  return createApi()
    .openapi(list, async (c) => {
      managersOnly(c.var.me);
      const { page, limit, ...query } = c.req.valid('query');
      const { workspaceId } = c.var.me;
      const found = await records.audit.list(workspaceId, filterIn(query), { page, limit });
      return c.json(orProblem(found), 200);
    })
    .openapi(exported, async (c) => {
      managersOnly(c.var.me);
      limits.exports.take(c.var.me.teammate.id);
      const { format, ...query } = c.req.valid('query');
      const asked = filterIn(query);
      await records.audit.noteExport(c.var.me, asked);
      const entries = records.audit.exported(c.var.me.workspaceId, asked);
      const csv = format === 'csv';
      c.header('content-type', `${csv ? 'text/csv' : 'application/x-ndjson'}; charset=utf-8`);
      c.header('content-disposition', `attachment; filename="audit-log.${format}"`);
      const lines = stream(
        c,
        async (out) => {
          if (csv) await out.write(AUDIT_CSV_HEAD);
          for await (const { entry, who } of entries) {
            if (out.aborted) return;
            await out.write(
              csv ? auditCsvLine(entry, who) : `${JSON.stringify({ ...entry, who })}\n`,
            );
          }
        },
        async (error, out) => {
          // The status is sent: who reads it must see that it broke off.
          log.error({ err: error }, 'an export of the audit log broke off');
          out.abort();
        },
      );
      return lines;
    });
}
