/** What an owner has set about how long data is kept, and what has come of it. */
import type { RetentionCounts, RetentionRules, RetentionView } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Sql } from '../../platform/database/index.ts';
import type { Asker, Parts } from './parts.ts';

/** For ever, but for the audit log, which holds addresses that teammates came from. */
export const defaultRules: RetentionRules = {
  conversationsDays: null,
  visitorsDays: null,
  decisionInputsDays: null,
  auditLogDays: 365,
};

export async function readRules(sql: Sql, workspaceId: string): Promise<RetentionRules> {
  const [row] = await sql.query<RetentionRules>(
    `select conversations_days as "conversationsDays", visitors_days as "visitorsDays",
       decision_inputs_days as "decisionInputsDays", audit_log_days as "auditLogDays"
     from retention_rules where workspace_id = $1`,
    [workspaceId],
  );
  return row ?? defaultRules;
}

type RunRow = RetentionCounts & { at: Date };

export function createRetentionRules({ database }: Pick<Parts, 'database'>) {
  async function view(workspaceId: string): Promise<RetentionView> {
    const rules = await readRules(database, workspaceId);
    const [last] = await database.query<RunRow>(
      `select last_at as at, conversations, visitors, decision_inputs as "decisionInputs",
         audit_entries as "auditEntries"
       from retention_runs where workspace_id = $1 order by day desc limit 1`,
      [workspaceId],
    );
    if (last === undefined) return { rules, lastRun: null };
    const { at, ...removed } = last;
    return { rules, lastRun: { at: at.toISOString(), removed } };
  }

  async function set(
    { workspaceId, teammate }: Asker,
    rules: RetentionRules,
  ): Promise<RetentionView> {
    await database.transaction(async (tx) => {
      const before = await readRules(tx, workspaceId);
      await tx.query(
        `insert into retention_rules (workspace_id, conversations_days, visitors_days,
           decision_inputs_days, audit_log_days)
         values ($1, $2, $3, $4, $5)
         on conflict (workspace_id) do update set conversations_days = excluded.conversations_days,
           visitors_days = excluded.visitors_days,
           decision_inputs_days = excluded.decision_inputs_days,
           audit_log_days = excluded.audit_log_days, updated_at = now()`,
        [
          workspaceId,
          rules.conversationsDays,
          rules.visitorsDays,
          rules.decisionInputsDays,
          rules.auditLogDays,
        ],
      );
      const changed = (Object.keys(rules) as (keyof RetentionRules)[]).filter(
        (name) => rules[name] !== before[name],
      );
      if (changed.length === 0) return;
      const only = (all: RetentionRules) =>
        Object.fromEntries(changed.map((name) => [name, all[name]]));
      await recordAudit(tx, {
        workspaceId,
        kind: 'retentionChanged',
        by: teammate.id,
        details: { from: only(before), to: only(rules) },
      });
    });
    return view(workspaceId);
  }

  return { view, set };
}
