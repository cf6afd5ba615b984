// Every line that was chosen for a budget, with what it rested on: the evidence behind a promise.

import type { BudgetView } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';

/** Stored when it differs from the one before. */
export async function rememberLine(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
  { view, calibration, at }: { view: BudgetView; calibration: string; at: Date },
): Promise<void> {
  await sql.query(
    `insert into budget_lines
       (workspace_id, ai_agent_id, risk, answer_at, calibration, evidence, chosen_at)
     select $1, $2, $3, $4::float8, $5, $6, $7
     where not exists (
       select 1 from (
         select answer_at, calibration from budget_lines
         where workspace_id = $1 and ai_agent_id = $2 and risk = $3 order by id desc limit 1
       ) last
       where last.answer_at is not distinct from $4::float8 and last.calibration = $5
     )`,
    [workspaceId, aiAgentId, view.risk, view.answerAt, calibration, JSON.stringify(view), at],
  );
}
