// Rows of replays while they run: what was asked, and each turn that is decided again. read-replay.ts
// tells what came of it.

import type { Outcome, PolicyDocument, Replay, ReplayedDecision } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { TranscriptTurn } from './read-transcripts.ts';
import type { Tally } from './summary.ts';

export interface NewReplay {
  id: string;
  workspaceId: string;
  aiAgentId: string;
  askedBy: string | null;
  policy: PolicyDocument;
  policyKind: Replay['policy']['kind'];
  policyVersion: number | null;
  source: Replay['source'];
  since: string | null;
  rowErrors: Replay['rowErrors'];
  rowErrorCount: number;
  leftOut: number;
  createdAt: Date;
}

export async function insertReplay(tx: Sql, replay: NewReplay): Promise<void> {
  await tx.query(
    `insert into replays (id, workspace_id, ai_agent_id, asked_by, policy, policy_kind,
       policy_version, source, since, state, row_errors, row_error_count, left_out, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $11, $12, $13)`,
    [
      replay.id,
      replay.workspaceId,
      replay.aiAgentId,
      replay.askedBy,
      JSON.stringify(replay.policy),
      replay.policyKind,
      replay.policyVersion,
      replay.source,
      replay.since,
      JSON.stringify(replay.rowErrors),
      replay.rowErrorCount,
      replay.leftOut,
      replay.createdAt,
    ],
  );
}

/** Fixes which decisions are replayed: the newest, newest first. */
export async function listHistory(
  tx: Sql,
  { id, workspaceId, aiAgentId, since }: NewReplay,
  limit: number,
): Promise<void> {
  await tx.query(
    `insert into replay_turns (workspace_id, replay_id, position, conversation_id, decision_id,
       turn, decided_at)
     select $1, $2, row_number() over (order by d.at desc, d.id desc), d.conversation_id, d.id,
       d.turn, d.at
     from decisions d join conversations c on c.id = d.conversation_id
     where d.workspace_id = $1 and c.ai_agent_id = $3 and ($4::timestamptz is null or d.at >= $4)
       and d.record ? 'signals'
     order by d.at desc, d.id desc limit $5`,
    [workspaceId, id, aiAgentId, since, limit],
  );
}

export async function listTranscripts(
  tx: Sql,
  { id, workspaceId }: Pick<NewReplay, 'id' | 'workspaceId'>,
  turns: readonly TranscriptTurn[],
): Promise<void> {
  const batch = 500;
  for (let from = 0; from < turns.length; from += batch) {
    await tx.query(
      `insert into replay_turns (workspace_id, replay_id, position, transcript, input, was_outcome)
       select $1, $2, $3 + row.at, row.turn ->> 'transcript', row.turn, row.turn ->> 'was'
       from jsonb_array_elements($4::jsonb) with ordinality as row (turn, at)`,
      [workspaceId, id, from, JSON.stringify(turns.slice(from, from + batch))],
    );
  }
}

/** Only so many are kept of an AI agent; what runs is never among those that go. */
export async function forgetOldReplays(
  tx: Sql,
  workspaceId: string,
  aiAgentId: string,
  keep: number,
): Promise<void> {
  await tx.query(
    `delete from replays where id in (
       select id from replays where workspace_id = $1 and ai_agent_id = $2
         and state in ('done', 'failed')
       order by created_at desc, id desc offset $3)`,
    [workspaceId, aiAgentId, keep],
  );
}

export async function countUnfinished(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from replays
     where workspace_id = $1 and state in ('waiting', 'running')`,
    [workspaceId],
  );
  return row?.count ?? 0;
}

export interface RunningReplay {
  workspaceId: string;
  aiAgentId: string;
  policy: unknown;
  source: Replay['source'];
}

/** Marks it as running. Null when it is gone, or has ended. */
export async function beginReplay(sql: Sql, id: string): Promise<RunningReplay | null> {
  const [row] = await sql.query<{
    workspace_id: string;
    ai_agent_id: string;
    policy: unknown;
    source: Replay['source'];
  }>(
    `update replays set state = 'running' where id = $1 and state in ('waiting', 'running')
     returning workspace_id, ai_agent_id, policy, source`,
    [id],
  );
  if (row === undefined) return null;
  const { workspace_id: workspaceId, ai_agent_id: aiAgentId, policy, source } = row;
  return { workspaceId, aiAgentId, policy, source };
}

export interface TurnToReplay {
  position: number;
  conversationId: string | null;
  turn: number | null;
  /** The recorded decision; null for a transcript. */
  record: unknown;
  input: TranscriptTurn | null;
}

/** Those that come next; empty when all are decided. */
export async function nextTurns(sql: Sql, id: string, limit: number): Promise<TurnToReplay[]> {
  return sql.query<TurnToReplay>(
    `select t.position, t.conversation_id as "conversationId", t.turn, d.record, t.input
     from replay_turns t left join decisions d on d.id = t.decision_id
     where t.replay_id = $1 and t.verdict is null order by t.position limit $2`,
    [id, limit],
  );
}

export interface DecidedTurn {
  position: number;
  verdict: Tally['verdict'];
  question: string;
  wasOutcome: Outcome | null;
  wouldOutcome: Outcome | null;
  was: ReplayedDecision | null;
  would: ReplayedDecision | null;
  confidence: number | null;
  remeasured: boolean;
}

/** Written once: a turn that another worker decided first stays as it is. */
export async function storeDecided(
  sql: Sql,
  id: string,
  turns: readonly DecidedTurn[],
): Promise<void> {
  const rows = turns.map((turn) =>
    // Where nothing differs there is nothing to show: the question is not copied.
    turn.verdict === 'same' ? { ...turn, question: null, was: null, would: null } : turn,
  );
  await sql.query(
    `update replay_turns t set verdict = d.verdict, question = d.question,
       was_outcome = d."wasOutcome", would_outcome = d."wouldOutcome", was = d.was, would = d.would,
       confidence = d.confidence, remeasured = d.remeasured, input = null
     from jsonb_to_recordset($2::jsonb) as d (position int, verdict text, question text,
       "wasOutcome" text, "wouldOutcome" text, was jsonb, would jsonb, confidence float8,
       remeasured boolean)
     where t.replay_id = $1 and t.position = d.position and t.verdict is null`,
    [id, JSON.stringify(rows)],
  );
}

export async function endReplay(
  sql: Sql,
  id: string,
  { state, error, at }: { state: 'done' | 'failed'; error: string | null; at: Date },
): Promise<void> {
  await sql.query(
    `with ended as (
       update replays set state = $2, error = $3, finished_at = $4
       where id = $1 and state in ('waiting', 'running') returning id)
     update replay_turns set input = null
     where replay_id in (select id from ended) and input is not null`,
    [id, state, error, at],
  );
}
