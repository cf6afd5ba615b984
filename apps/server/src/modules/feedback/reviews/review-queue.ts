// The audit queue: decisions drawn at random, given or held back, to be marked. Being drawn is kept,
// whether marked since, before or never: only so do the marks on them speak for all decisions.

import type {
  ConversationId,
  DecisionId,
  DocumentId,
  HandoffReason,
  Outcome,
  ReviewQueue,
} from '@baton/protocol';
import type { Database, Sql } from '../../../platform/database/index.ts';
import { CONFIDENCE_RULES } from './agent-evidence.ts';

const WAITING = 20;
/** Drawn from the newest so many; older ones were answered from other documents. */
const DRAWN_FROM = 5_000;
const WINDOW_MS = 90 * 24 * 60 * 60_000;
/** Looked at for each draw: most decisions are made on confidence, the others are passed over. */
const LOOKED_AT = 200;
const PASSAGES = 3;

export async function reviewQueue(
  database: Database,
  workspaceId: string,
  aiAgentId: string,
  at: Date,
  documentUrl: (documentId: string) => string,
): Promise<ReviewQueue> {
  const scope = [workspaceId, aiAgentId, new Date(at.getTime() - WINDOW_MS)];
  await database.transaction(async (tx) => {
    // Two teammates who open the queue at once get one list, not two.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('review queue ' || $1, 0))`, [
      aiAgentId,
    ]);
    await drawMore(tx, scope, at);
  });
  const [counts] = await database.query<{ drawn: number; marked: number }>(
    `select count(*)::int as drawn, count(r.answer)::int as marked
     from review_draws w left join decision_reviews r on r.decision_id = w.decision_id
     where w.workspace_id = $1 and w.ai_agent_id = $2 and w.drawn_at > $3`,
    scope,
  );
  const items = await waitingItems(database, scope, documentUrl);
  return { items, drawn: counts?.drawn ?? 0, marked: counts?.marked ?? 0 };
}

const unmarked = `select w.decision_id from review_draws w
   left join decision_reviews r on r.decision_id = w.decision_id
   where w.workspace_id = $1 and w.ai_agent_id = $2 and w.drawn_at > $3
     and r.answer is null`;

async function drawMore(tx: Sql, scope: readonly unknown[], at: Date): Promise<void> {
  await tx.query(
    `with missing as (
       select greatest(0, ${WAITING} - count(*))::int as count from (${unmarked}) waiting
     ),
     newest as (
       select d.id from decisions d join conversations c on c.id = d.conversation_id
       where d.workspace_id = $1 and c.ai_agent_id = $2 and d.at > $3
       order by d.at desc limit ${DRAWN_FROM}
     ),
     looked_at as (
       select n.id from newest n
       where not exists (select 1 from review_draws w where w.decision_id = n.id)
       order by random() limit ${LOOKED_AT}
     ),
     drawn as (
       select d.id from looked_at l join decisions d on d.id = l.id
       where d.record->'decision'->>'rule' = any ($4)
         and jsonb_typeof(d.record->'confidence') = 'object'
       limit (select count from missing)
     )
     insert into review_draws (decision_id, workspace_id, ai_agent_id, marked_before, drawn_at)
     select drawn.id, $1, $2, coalesce(r.answer is not null or r.handoff is not null, false), $5
     from drawn left join decision_reviews r on r.decision_id = drawn.id
     on conflict (decision_id) do nothing`,
    [...scope, [...CONFIDENCE_RULES], at],
  );
}

interface ItemRow {
  id: DecisionId;
  conversation_id: ConversationId;
  at: Date;
  outcome: Outcome;
  question: string;
  reasons: HandoffReason[];
  confidence: number | null;
  looked_at: { passageId: string; documentId: string; score: number }[];
  said: string | null;
}

async function waitingItems(
  sql: Sql,
  scope: readonly unknown[],
  documentUrl: (documentId: string) => string,
): Promise<ReviewQueue['items']> {
  const rows = await sql.query<ItemRow>(
    `select d.id, d.conversation_id, d.at, d.outcome, d.record->>'question' as question,
            d.record->'decision'->'reasons' as reasons,
            (d.record->'confidence'->>'value')::float8 as confidence,
            d.record->'passages' as looked_at, m.body as said
     from decisions d
     left join messages m on m.conversation_id = d.conversation_id and m.turn = d.turn
       and m.author_kind = 'ai' and d.outcome = 'answer'
     where d.workspace_id = $1 and d.id in (${unmarked})
     order by d.id`,
    scope,
  );
  const ids = rows.flatMap((row) =>
    row.looked_at.slice(0, PASSAGES).map(({ passageId }) => passageId),
  );
  const passages = await sql.query<{
    id: string;
    document_id: DocumentId;
    title: string;
    heading: string;
    url: string | null;
    text: string;
  }>(
    `select p.id, p.document_id, d.title, p.heading, d.url, p.markdown as text
     from passages p join documents d on d.id = p.document_id
     where p.workspace_id = $1 and p.id = any($2)`,
    [scope[0], ids],
  );
  const known = new Map(passages.map((passage) => [passage.id, passage]));
  return rows.flatMap((row) => {
    const shown = row.looked_at.slice(0, PASSAGES).flatMap(({ passageId, score }) => {
      const passage = known.get(passageId);
      if (passage === undefined) return [];
      const { document_id: documentId, title, heading, url, text } = passage;
      return [{ documentId, title, heading, url: url ?? documentUrl(documentId), text, score }];
    });
    const given = row.outcome === 'answer';
    const best = known.get(row.looked_at[0]?.passageId ?? '');
    const text = given ? row.said : (best?.text ?? null);
    // What it would have answered from is gone: nobody can say whether it was right.
    if (text === null) return [];
    return [
      {
        decisionId: row.id,
        conversationId: row.conversation_id,
        at: row.at.toISOString(),
        question: row.question,
        outcome: row.outcome,
        reasons: row.reasons,
        confidence: row.confidence,
        answer: { given, text },
        passages: shown,
      },
    ];
  });
}
