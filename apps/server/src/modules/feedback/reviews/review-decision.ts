// A mark, in one transaction: the mark, what counts now, the word to open screens, and the refit that
// follows. The decision's row is locked first, so two teammates who mark at once are two marks, one
// after the other, and the last to commit has counted both.

import type {
  AiAgentId,
  ConversationId,
  DecisionId,
  DecisionReviews,
  Outcome,
  ReviewMark,
  ReviewSubject,
  ReviewVerdict,
  TeammateId,
} from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { appendFeed } from '../../../platform/feed/index.ts';
import { enqueueJobs } from '../../../platform/jobs/index.ts';
import { countedVerdict, subjectOf } from '../core/counted-verdict.ts';
import { REFIT, type RefitPayload } from './refit-job.ts';

export interface Refused {
  kind: 'refused';
  code: 'not_found' | 'invalid_input';
  detail: string;
}
const refuse = (code: Refused['code'], detail: string): Refused => ({
  kind: 'refused',
  code,
  detail,
});

/** Marks come in bursts; one refit serves them all. */
const DEBOUNCE_MS = 20_000;

export interface Mark {
  teammateId: TeammateId;
  verdict: ReviewVerdict | null;
  about?: ReviewSubject | undefined;
  at: Date;
}

interface DecisionRow {
  id: string;
  workspace_id: string;
  conversation_id: string;
  ai_agent_id: string;
  outcome: Outcome;
  /** Was there an answer, given or held back? */
  drafted: boolean;
}

export async function markDecision(
  tx: Sql,
  workspaceId: string,
  decisionId: string,
  { teammateId, verdict, about, at }: Mark,
): Promise<DecisionReviews | Refused> {
  const decision = await findDecision(tx, 'd.workspace_id = $1 and d.id = $2', [
    workspaceId,
    decisionId,
  ]);
  if (decision === null) return refuse('not_found', 'There is no decision with this id.');
  const answered = decision.outcome === 'answer';
  const subject =
    verdict === null ? (about ?? (answered ? 'answer' : 'handoff')) : subjectOf(verdict);
  if (verdict !== null && subject === 'handoff' && answered)
    return refuse('invalid_input', 'The AI answered here: mark the answer right or wrong.');
  if (verdict !== null && subject === 'answer' && !answered && !decision.drafted)
    return refuse('invalid_input', 'The AI had no answer here that could be right or wrong.');
  await lockReviews(tx, decision);
  const changed =
    verdict === null
      ? await tx.query(
          `delete from review_marks
           where decision_id = $1 and teammate_id = $2 and about = $3 returning 1`,
          [decisionId, teammateId, subject],
        )
      : await tx.query(
          `insert into review_marks (decision_id, workspace_id, teammate_id, about, verdict, at)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (decision_id, teammate_id, about)
           do update set verdict = excluded.verdict, at = excluded.at
             where review_marks.verdict <> excluded.verdict
           returning 1`,
          [decisionId, workspaceId, teammateId, subject, verdict, at],
        );
  return settle(tx, decision, changed.length > 0, null);
}

/** The customer's word on an AI message of their own conversation. */
export async function markHelpful(
  tx: Sql,
  { workspaceId, contactId }: { workspaceId: string; contactId: string },
  messageId: string,
  helpful: boolean | null,
): Promise<DecisionReviews | Refused> {
  const decision = await findDecision(
    tx,
    `d.workspace_id = $1 and c.contact_id = $2 and exists (
       select 1 from messages m where m.id = $3 and m.conversation_id = d.conversation_id
         and m.turn = d.turn and m.author_kind = 'ai')`,
    [workspaceId, contactId, messageId],
  );
  if (decision === null || decision.outcome !== 'answer')
    return refuse('not_found', 'There is no answer with this id in your conversation.');
  await lockReviews(tx, decision);
  return settle(tx, decision, true, { helpful });
}

async function findDecision(
  tx: Sql,
  where: string,
  params: readonly unknown[],
): Promise<DecisionRow | null> {
  const [row] = await tx.query<DecisionRow>(
    `select d.id, d.workspace_id, d.conversation_id, c.ai_agent_id, d.outcome,
            jsonb_typeof(d.record->'confidence') = 'object' as drafted
     from decisions d join conversations c on c.id = d.conversation_id where ${where}`,
    params,
  );
  return row ?? null;
}

async function lockReviews(tx: Sql, decision: DecisionRow): Promise<void> {
  await tx.query(
    `insert into decision_reviews (decision_id, workspace_id, ai_agent_id, conversation_id)
     values ($1, $2, $3, $4) on conflict (decision_id) do nothing`,
    [decision.id, decision.workspace_id, decision.ai_agent_id, decision.conversation_id],
  );
  await tx.query('select 1 from decision_reviews where decision_id = $1 for update', [decision.id]);
}

/** Counts anew, and tells: once a change, never for a mark that was there already. */
async function settle(
  tx: Sql,
  decision: DecisionRow,
  marksChanged: boolean,
  customer: { helpful: boolean | null } | null,
): Promise<DecisionReviews> {
  const marks = await marksOf(tx, [decision.id]);
  const [written] = await tx.query(
    `update decision_reviews
     set answer = $2, handoff = $3, helpful = case when $4 then $5 else helpful end,
         revision = revision + 1, updated_at = now()
     where decision_id = $1 and ($6 or ($4 and helpful is distinct from $5))
     returning 1`,
    [
      decision.id,
      countedVerdict(marks, 'answer'),
      countedVerdict(marks, 'handoff'),
      customer !== null,
      customer?.helpful ?? null,
      marksChanged && customer === null,
    ],
  );
  const [reviews] = await readReviews(tx, decision.workspace_id, { decisionId: decision.id });
  if (reviews === undefined) throw new Error(`the reviews of ${decision.id} are gone`);
  if (written === undefined) return reviews;
  await appendFeed(tx, [
    { workspaceId: decision.workspace_id, type: 'decision.reviewed', data: { reviews } },
  ]);
  await enqueueJobs(tx, [
    {
      kind: REFIT,
      key: decision.ai_agent_id,
      workspaceId: decision.workspace_id,
      payload: {
        workspaceId: decision.workspace_id,
        aiAgentId: decision.ai_agent_id,
      } satisfies RefitPayload,
      runAt: new Date(Date.now() + DEBOUNCE_MS),
    },
  ]);
  return reviews;
}

/** What was said of one decision, or of all of a conversation's. */
export async function readReviews(
  sql: Sql,
  workspaceId: string,
  of: { decisionId: string } | { conversationId: string },
): Promise<DecisionReviews[]> {
  const rows = await sql.query<{
    decision_id: DecisionId;
    conversation_id: ConversationId;
    ai_agent_id: AiAgentId;
    revision: number;
    answer: DecisionReviews['answer'];
    handoff: DecisionReviews['handoff'];
    helpful: boolean | null;
  }>(
    `select decision_id, conversation_id, ai_agent_id, revision, answer, handoff, helpful
     from decision_reviews
     where workspace_id = $1 and ${'decisionId' in of ? 'decision_id' : 'conversation_id'} = $2
     order by decision_id`,
    [workspaceId, 'decisionId' in of ? of.decisionId : of.conversationId],
  );
  const marks = await marksOf(
    sql,
    rows.map((row) => row.decision_id),
  );
  return rows.map((row) => ({
    decisionId: row.decision_id,
    conversationId: row.conversation_id,
    aiAgentId: row.ai_agent_id,
    revision: row.revision,
    answer: row.answer,
    handoff: row.handoff,
    helpful: row.helpful,
    marks: marks
      .filter(({ decisionId }) => decisionId === row.decision_id)
      .map(({ decisionId: _, ...mark }) => mark),
  }));
}

async function marksOf(
  sql: Sql,
  decisionIds: readonly string[],
): Promise<(ReviewMark & { decisionId: string })[]> {
  if (decisionIds.length === 0) return [];
  const rows = await sql.query<{
    decision_id: string;
    teammate_id: TeammateId;
    about: ReviewSubject;
    verdict: ReviewVerdict;
    at: Date;
  }>(
    `select decision_id, teammate_id, about, verdict, at from review_marks
     where decision_id = any($1) order by at desc, teammate_id`,
    [decisionIds],
  );
  return rows.map((row) => ({
    decisionId: row.decision_id,
    teammateId: row.teammate_id,
    about: row.about,
    verdict: row.verdict,
    at: row.at.toISOString(),
  }));
}
