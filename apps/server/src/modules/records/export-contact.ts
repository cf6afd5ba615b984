/**
 * Everything that is stored about one person, as one document: read at one moment, so that its parts
 * agree. What is in it, and what is not and why, is listed in `holdings.ts`.
 */
import type { ContactExport, ConversationId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Asker, Parts } from './parts.ts';
import { noSuchContact } from './contact-holdings.ts';
import type { Refused } from './refused.ts';

type Rows = Record<string, unknown>[];
type Told = ContactExport['conversations'][number];

export function createContactExport({ database, clock, readDecision }: Parts) {
  return async function exportContact(
    { workspaceId, teammate }: Asker,
    contactId: string,
  ): Promise<ContactExport | Refused> {
    const stored = await database.transaction((tx) => readAll(tx, workspaceId, contactId), {
      isolation: 'repeatable read',
      readOnly: true,
    });
    if (stored === null) return noSuchContact;
    // In words as a teammate reads them: what the record means, beside the record itself.
    for (const { decisions } of stored.conversations) {
      for (const decision of decisions) {
        const read = await readDecision(workspaceId, decision['id'] as string);
        if (read === null) continue;
        const { explanation, reasons, confidence, signals, passages } = read;
        decision['inWords'] = {
          explanation,
          reasons,
          confidence,
          signals,
          lookedAt: passages.map(({ title, heading, url }) => ({ title, heading, url })),
        };
      }
    }
    await recordAudit(database, {
      workspaceId,
      kind: 'contactExported',
      by: teammate.id,
      subject: { kind: 'contact', id: contactId },
    });
    return { format: 'baton.contact/1', exportedAt: clock.now().toISOString(), ...stored };
  };
}

async function readAll(
  tx: Sql,
  workspaceId: string,
  contactId: string,
): Promise<Omit<ContactExport, 'format' | 'exportedAt'> | null> {
  const [contact] = await tx.query<Record<string, unknown> & { workspace: string }>(
    `select c.id, c.name, c.email, c.details, c.created_at as "createdAt",
       c.last_seen_at as "lastSeenAt", c.external_id as "externalId", c.identity,
       c.verified_at as "verifiedAt", c.verified_until as "verifiedUntil",
       a.name as "identifiedBy", w.name as workspace
     from contacts c join workspaces w on w.id = c.workspace_id
       left join ai_agents a on a.id = c.identified_by
     where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, contactId],
  );
  if (contact === undefined) return null;
  const { workspace, ...known } = contact;
  const sessions = await tx.query<Record<string, unknown>>(
    `select s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
       s.expires_at as "expiresAt", s.origin, a.name as "aiAgent"
     from widget_sessions s left join ai_agents a on a.id = s.ai_agent_id
     where s.workspace_id = $1 and s.contact_id = $2 order by s.created_at`,
    [workspaceId, contactId],
  );
  const conversations = await tx.query<
    Pick<Told, 'status' | 'tags' | 'aiAgent'> & { id: ConversationId; startedAt: Date }
  >(
    `select c.id, c.created_at as "startedAt", c.status, c.tags, a.name as "aiAgent"
     from conversations c left join ai_agents a on a.id = c.ai_agent_id
     where c.workspace_id = $1 and c.contact_id = $2 order by c.created_at, c.id`,
    [workspaceId, contactId],
  );
  const told: Told[] = [];
  for (const { startedAt, ...conversation } of conversations) {
    const parts = await readConversation(tx, workspaceId, conversation.id);
    told.push({ ...conversation, startedAt: startedAt.toISOString(), ...parts });
  }
  return { workspace, contact: known, sessions, conversations: told };
}

type Parted = Omit<Told, 'id' | 'startedAt' | 'status' | 'tags' | 'aiAgent'>;

async function readConversation(tx: Sql, workspaceId: string, id: string): Promise<Parted> {
  const of = (statement: string): Promise<Rows> =>
    tx.query<Record<string, unknown>>(statement, [workspaceId, id]);
  return {
    messages: await of(
      `select m.id, m.at, m.author_kind as author, t.name as "teammate", m.visibility, m.body,
         m.client_message_id as "clientMessageId"
       from messages m left join teammates t on t.id = m.author_id and m.author_kind = 'teammate'
       where m.workspace_id = $1 and m.conversation_id = $2 order by m.version`,
    ),
    events: (
      await of(
        `select data from conversation_events where workspace_id = $1 and conversation_id = $2
         order by version`,
      )
    ).map(({ data }) => data as Record<string, unknown>),
    decisions: await of(
      `select id, at, turn, outcome, record from decisions
       where workspace_id = $1 and conversation_id = $2 order by turn`,
    ),
    reviews: await of(
      `select r.decision_id as "decisionId", r.answer, r.handoff, r.helpful,
         r.updated_at as "updatedAt",
         (select jsonb_agg(jsonb_build_object('about', m.about, 'verdict', m.verdict, 'at', m.at))
          from review_marks m where m.decision_id = r.decision_id) as marks
       from decision_reviews r where r.workspace_id = $1 and r.conversation_id = $2
       order by r.updated_at`,
    ),
    actionRuns: await of(
      `select id, at, definition->>'name' as action, state, inputs, identified, result, note,
         sent_at as "sentAt", finished_at as "finishedAt"
       from action_runs where workspace_id = $1 and conversation_id = $2 order by at`,
    ),
    modelCalls: await of(
      `select at, purpose, model, input_tokens as "inputTokens", output_tokens as "outputTokens"
       from model_calls where workspace_id = $1 and conversation_id = $2 order by at`,
    ),
    deliveries: (
      await of(
        `select d.created_at as at, d.event, d.state, d.finished_at as "finishedAt", w.url, d.body
         from webhook_deliveries d left join webhooks w on w.id = d.webhook_id
         where d.workspace_id = $1 and d.conversation_id = $2 order by d.seq`,
      )
    ).map(({ url, body, ...told }) => ({ ...told, host: hostOf(url), body })),
  };
}

/** Of an address that may hold a key: the file is given to the person it is about. */
function hostOf(url: unknown): string | null {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : null;
}
