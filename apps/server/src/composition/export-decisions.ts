// Decision records of an AI agent, oldest first, as they are stored: for audits and for analysis
// elsewhere. Read page by page, so that a long history needs no more memory than a short one.

import type { Database } from '../platform/database/index.ts';

export interface ExportedDecision {
  id: string;
  conversationId: string;
  turn: number;
  outcome: string;
  /** ISO 8601. */
  at: string;
  record: unknown;
}

const PAGE = 200;

export async function* exportDecisions(
  database: Database,
  workspaceId: string,
  aiAgentId: string,
  since: string | null,
): AsyncGenerator<ExportedDecision> {
  let after: { at: string; id: string } = { at: since ?? '-infinity', id: '' };
  for (;;) {
    // Text, for a Date would lose the microseconds that order two decisions.
    const rows = await database.query<ExportedDecision & { key: string; moment: Date }>(
      `select d.id, d.conversation_id as "conversationId", d.turn, d.outcome, d.at as moment,
         d.at::text as key, d.record
       from decisions d join conversations c on c.id = d.conversation_id
       where d.workspace_id = $1 and c.ai_agent_id = $2
         and (d.at, d.id) > ($3::timestamptz, $4) order by d.at, d.id limit ${PAGE}`,
      [workspaceId, aiAgentId, after.at, after.id],
    );
    for (const { key: _, moment, ...row } of rows) yield { ...row, at: moment.toISOString() };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = { at: last.key, id: last.id };
  }
}
