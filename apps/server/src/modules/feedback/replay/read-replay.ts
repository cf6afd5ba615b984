// A replay as screens see it: how far it is, what came of it, and the turns that would come out
// otherwise.

import type {
  AiAgentId,
  ConversationId,
  DecisionId,
  Outcome,
  Replay,
  ReplayChange,
  ReplayedDecision,
  ReplayId,
} from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { summarise, type Tally } from './summary.ts';

interface ReplayRow {
  id: ReplayId;
  ai_agent_id: AiAgentId;
  state: Replay['state'];
  error: string | null;
  policy_kind: Replay['policy']['kind'];
  policy_version: number | null;
  source: Replay['source'];
  since: Date | null;
  row_errors: Replay['rowErrors'];
  row_error_count: number;
  left_out: number;
  created_at: Date;
  finished_at: Date | null;
}

export async function readReplay(
  sql: Sql,
  workspaceId: string,
  id: string,
): Promise<Replay | null> {
  const [row] = await sql.query<ReplayRow>(
    `select id, ai_agent_id, state, error, policy_kind, policy_version, source, since, row_errors,
       row_error_count, left_out, created_at, finished_at
     from replays where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  if (row === undefined) return null;
  const tallies = await sql.query<Omit<Tally, 'verdict'> & { verdict: Tally['verdict'] | null }>(
    `select verdict, was_outcome as was, would_outcome as would, count(*)::int as count,
       (count(*) filter (where remeasured))::int as remeasured
     from replay_turns where workspace_id = $1 and replay_id = $2 group by 1, 2, 3`,
    [workspaceId, id],
  );
  const decided = tallies.filter((tally): tally is Tally => tally.verdict !== null);
  const count = (some: readonly { count: number }[]) =>
    some.reduce((sum, each) => sum + each.count, 0);
  return {
    id: row.id,
    aiAgentId: row.ai_agent_id,
    state: row.state,
    error: row.error,
    policy: { kind: row.policy_kind, version: row.policy_version },
    source: row.source,
    since: row.since?.toISOString() ?? null,
    progress: { done: count(decided), total: count(tallies) },
    result: summarise(decided),
    rowErrors: row.row_errors,
    rowErrorCount: row.row_error_count,
    leftOut: row.left_out,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

export interface ChangesAsked {
  /** Only those that came from this outcome, and to that one; null for any. */
  was: Outcome | null;
  wouldBe: Outcome | null;
  /** Positions after this one. */
  after: number;
  limit: number;
}

/** Turns that would come out otherwise, in the order they were listed. */
export async function readChanges(
  sql: Sql,
  workspaceId: string,
  id: string,
  { was, wouldBe, after, limit }: ChangesAsked,
): Promise<(ReplayChange & { position: number })[]> {
  const rows = await sql.query<{
    position: number;
    conversation_id: ConversationId | null;
    decision_id: DecisionId | null;
    transcript: string | null;
    question: string;
    was: ReplayedDecision | null;
    would: ReplayedDecision;
    confidence: number | null;
    remeasured: boolean;
    decided_at: Date | null;
  }>(
    `select position, conversation_id, decision_id, transcript, question, was, would, confidence,
       remeasured, decided_at
     from replay_turns where workspace_id = $1 and replay_id = $2 and position > $3
       and verdict in ('changed', 'adjusted')
       and ($4::text is null or was_outcome = $4) and ($5::text is null or would_outcome = $5)
     order by position limit $6`,
    [workspaceId, id, after, was, wouldBe, limit],
  );
  return rows.map((row) => ({
    position: row.position,
    conversationId: row.conversation_id,
    decisionId: row.decision_id,
    transcript: row.transcript,
    question: row.question,
    was: row.was,
    wouldBe: row.would,
    confidence: row.confidence,
    remeasured: row.remeasured,
    at: row.decided_at?.toISOString() ?? null,
  }));
}
