/**
 * What deciding needs, in one read: the conversation, and the message that its sender has already
 * sent under the same client id, if there is one.
 */
import type {
  AiAgentId,
  ClientMessageId,
  ContactDetails,
  ContactId,
  ConversationId,
  WorkspaceId,
} from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { SentMessage } from '../core/resend.ts';
import type { ConversationState } from '../core/state.ts';

export interface Sending {
  authorId: string;
  clientMessageId: ClientMessageId;
}

export interface Found {
  conversationId: ConversationId;
  state: ConversationState;
}

/** What a conversation begins with. */
export type KnownContact = ContactDetails & { verified: boolean };

export interface Loaded {
  found: Found | null;
  /** The first message with this client id, wherever it went. */
  sentBefore: SentMessage | null;
}

interface Row {
  id: ConversationId | null;
  state: ConversationState | null;
  sentTo: ConversationId | null;
  sentBody: string;
  sentAs: SentMessage['visibility'];
}

/** `lock` holds the conversation until the transaction ends: for the writer that kept losing. */
export async function loadConversation(
  sql: Sql,
  workspaceId: WorkspaceId,
  conversationId: ConversationId,
  sending: Sending | null,
  { lock = false }: { lock?: boolean } = {},
): Promise<Loaded> {
  if (lock) {
    await sql.query('select 1 from conversations where id = $1 and workspace_id = $2 for update', [
      conversationId,
      workspaceId,
    ]);
  }
  const [row] = await sql.query<Row>(
    loadSql,
    [conversationId, workspaceId, ...sendingParams(sending)],
    { prepared: true },
  );
  return loaded(row);
}

/** The contact's unresolved conversation with an AI agent: the one in which was spoken last. */
export async function loadCurrent(
  sql: Sql,
  workspaceId: WorkspaceId,
  contactId: ContactId,
  aiAgentId: AiAgentId,
  sending: Sending | null,
): Promise<Loaded & { contact: KnownContact | null }> {
  const [row] = await sql.query<Row & KnownContact & { contactId: ContactId | null }>(
    loadCurrentSql,
    [workspaceId, contactId, aiAgentId, ...sendingParams(sending)],
    { prepared: true },
  );
  const contact =
    row?.contactId == null ? null : { name: row.name, email: row.email, verified: row.verified };
  return { ...loaded(row), contact };
}

const sentColumns = `sent.conversation_id as "sentTo", sent.body as "sentBody",
       sent.visibility as "sentAs"`;

function joinSent(workspace: number, author: number, client: number): string {
  return `left join messages sent on sent.author_id = $${author}
       and sent.client_message_id = $${client} and sent.workspace_id = $${workspace}`;
}

// Put together once: everything that is said begins with one of these.

const loadSql = `select c.id, c.state, ${sentColumns}
     from (values (1)) as always
     left join conversations c on c.id = $1 and c.workspace_id = $2
     ${joinSent(2, 3, 4)}`;

const loadCurrentSql = `select c.id, c.state, contact.id as "contactId", contact.name, contact.email,
       contact.verified_at is not null as verified, ${sentColumns}
     from (values (1)) as always
     left join contacts contact on contact.id = $2 and contact.workspace_id = $1
     left join lateral (
       select id, state from conversations
       where contact_id = contact.id and ai_agent_id = $3 and workspace_id = $1
         and status <> 'resolved'
       order by last_message_at desc, id desc limit 1
     ) c on true
     ${joinSent(1, 4, 5)}`;

function sendingParams(sending: Sending | null): [string | null, string | null] {
  return [sending?.authorId ?? null, sending?.clientMessageId ?? null];
}

function loaded(row: Row | undefined): Loaded {
  if (row === undefined) return { found: null, sentBefore: null };
  const { id, state, sentTo, sentBody, sentAs } = row;
  return {
    found: id === null || state === null ? null : { conversationId: id, state },
    sentBefore:
      sentTo === null ? null : { conversationId: sentTo, body: sentBody, visibility: sentAs },
  };
}

/** Held until the transaction ends. Only for starting: what exists is guarded by its version. */
export async function lockContact(
  tx: Sql,
  contactId: ContactId,
  aiAgentId: AiAgentId,
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${contactId} ${aiAgentId}`,
  ]);
}
