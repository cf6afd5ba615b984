/**
 * One conversation with its events. State and events come from one statement, so they agree. All
 * are prepared: every answer to a customer holds one, and planning it took longer than reading.
 */
import type {
  AiAgentId,
  ContactId,
  ConversationEvent,
  ConversationId,
  WorkspaceId,
} from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { ConversationState } from '../core/state.ts';

export interface WholeConversation {
  id: ConversationId;
  state: ConversationState;
  events: ConversationEvent[];
}

export async function readConversation(
  sql: Sql,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<WholeConversation | null> {
  const [row] = await sql.query<WholeConversation>(
    `select c.id, c.state, ${eventsFrom('0')} as events
     from conversations c where c.id = $1 and c.workspace_id = $2`,
    [conversationId, workspaceId],
    { prepared: true },
  );
  return row ?? null;
}

/** Its events from the present episode on, and from the oldest unanswered message if older. */
export async function readEpisode(
  sql: Sql,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
): Promise<WholeConversation | null> {
  const start = `least((c.state->'episode'->>'startsAt')::int,
                       (c.state->'unanswered'->>'version')::int)`;
  const [row] = await sql.query<WholeConversation>(
    `select c.id, c.state, ${eventsFrom(start)} as events
     from conversations c where c.id = $1 and c.workspace_id = $2`,
    [conversationId, workspaceId],
    { prepared: true },
  );
  return row ?? null;
}

/** What somebody has of a conversation: everything up to and with this version. */
export interface Known {
  conversationId: ConversationId;
  version: number;
}

/**
 * The contact's unresolved conversation in which was spoken last, else a resolved one. Of the one
 * that is known, the events from that version on, with it.
 */
export async function readContactsConversation(
  sql: Sql,
  workspaceId: WorkspaceId,
  contactId: ContactId,
  aiAgentId: AiAgentId,
  known: Known | null = null,
): Promise<WholeConversation | null> {
  const start = 'case when c.id = $4 then $5::int else 0 end';
  const [row] = await sql.query<WholeConversation>(
    `select c.id, c.state, coalesce(${eventsFrom(start)}, '[]') as events
     from conversations c
     where c.contact_id = $1 and c.ai_agent_id = $2 and c.workspace_id = $3
     order by c.status = 'resolved', c.last_message_at desc, c.id desc
     limit 1`,
    [contactId, aiAgentId, workspaceId, known?.conversationId ?? null, known?.version ?? 0],
    { prepared: true },
  );
  return row ?? null;
}

const eventsFrom = (version: string) => `(
       select jsonb_agg(e.data order by e.version) from conversation_events e
       where e.conversation_id = c.id and e.version >= ${version})`;
