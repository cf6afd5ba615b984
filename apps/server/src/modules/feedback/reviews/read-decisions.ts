// Decisions of one AI agent with what was said of them, as far as confidence is concerned.

import type { Outcome } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { RecordedDecision } from './agent-evidence.ts';

/** Older ones were about another shop. */
const WINDOW_MS = 180 * 24 * 60 * 60_000;
const NEWEST = 2_000;
const REVIEWED = 5_000;

interface Row {
  id: string;
  conversation_id: string;
  at: Date;
  outcome: Outcome;
  rule: string;
  features: Record<string, number> | null;
  passages: number | null;
  answers: number | null;
  answer: 'right' | 'wrong' | null;
  handoff: 'needed' | 'not_needed' | null;
  helpful: boolean | null;
  drawn: boolean;
  marked_before: boolean;
  next_rule: string | null;
}

export interface DecisionsRead {
  /** The newest, as a sample of what is asked. */
  newest: RecordedDecision[];
  /** All that somebody has said something about, or that were drawn. */
  reviewed: RecordedDecision[];
  /** How many there were in the same time. */
  count: number;
}

export async function readDecisions(
  sql: Sql,
  workspaceId: string,
  aiAgentId: string,
  now: Date,
): Promise<DecisionsRead> {
  const scope = [workspaceId, aiAgentId, new Date(now.getTime() - WINDOW_MS)];
  const newest = await sql.query<Row>(
    select(
      `select d.* from decisions d join conversations c on c.id = d.conversation_id
       where d.workspace_id = $1 and c.ai_agent_id = $2 and d.at > $3
       order by d.at desc limit ${NEWEST}`,
    ),
    scope,
  );
  const reviewed = await sql.query<Row>(
    select(
      `select d.* from decisions d join (
         select decision_id from decision_reviews where workspace_id = $1 and ai_agent_id = $2
         union select decision_id from review_draws where workspace_id = $1 and ai_agent_id = $2
       ) said on said.decision_id = d.id
       where d.workspace_id = $1 and d.at > $3
       order by d.at desc limit ${REVIEWED}`,
    ),
    scope,
  );
  const [counted] = await sql.query<{ count: number }>(
    `select count(*)::int as count
     from decisions d join conversations c on c.id = d.conversation_id
     where d.workspace_id = $1 and c.ai_agent_id = $2 and d.at > $3`,
    scope,
  );
  return {
    newest: newest.map(recorded),
    reviewed: reviewed.map(recorded),
    count: counted?.count ?? 0,
  };
}

const select = (decisions: string): string =>
  `select d.id, d.conversation_id, d.at, d.outcome,
          d.record->'decision'->>'rule' as rule,
          d.record->'signals'->'evidence'->'features' as features,
          (d.record->'signals'->'evidence'->>'passages')::int as passages,
          (d.record->'signals'->'evidence'->>'answers')::float8 as answers,
          r.answer, r.handoff, r.helpful,
          w.decision_id is not null as drawn, coalesce(w.marked_before, false) as marked_before,
          lead(d.record->'decision'->>'rule')
            over (partition by d.conversation_id order by d.turn) as next_rule
   from (${decisions}) d
   left join decision_reviews r on r.decision_id = d.id
   left join review_draws w on w.decision_id = d.id
   order by d.at desc, d.id desc`;

const recorded = (row: Row): RecordedDecision => ({
  id: row.id,
  conversationId: row.conversation_id,
  at: row.at,
  outcome: row.outcome,
  rule: row.rule,
  features: row.passages === null || row.passages === 0 ? null : row.features,
  answers: row.answers,
  answer: row.answer,
  handoff: row.handoff,
  helpful: row.helpful,
  drawn: row.drawn,
  markedBefore: row.marked_before,
  nextRule: row.next_rule,
});
