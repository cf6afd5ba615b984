/** What the database holds, read with plain SQL over a connection of our own. */
import type { ConversationEvent, InboxCounts } from '@baton/protocol';
import pg from 'pg';
import type { Badge, StoredConversation, StoredMessage, Told } from './laws/index.ts';

export interface Stored {
  conversations: StoredConversation[];
  messages: StoredMessage[];
  feed: Told[];
}

export async function gather(databaseUrl: string): Promise<Stored> {
  return connected(databaseUrl, async (client) => {
    const conversations = await client.query<Omit<StoredConversation, 'events'>>(
      `select id, version, controller, status, assignee_id as "assigneeId"
       from conversations order by id`,
    );
    const events = await client.query<{
      conversation_id: string;
      version: number;
      type: string;
      data: object;
      at: Date;
    }>(
      'select conversation_id, version, type, data, at from conversation_events order by conversation_id, version',
    );
    const messages = await client.query<StoredMessage>(
      `select conversation_id as "conversationId", client_message_id as "clientMessageId",
         author_kind as author, version, turn, body
       from messages`,
    );
    const feed = await client.query<Told>(
      `select conversation_id as "conversationId", xid || '.' || position as place,
         (data #>> '{events,0,version}')::int as from, (data #>> '{summary,version}')::int as to
       from feed where type = 'conversation.changed' and data #>> '{events,0,version}' is not null
       order by xid, position`,
    );
    const byConversation = new Map<string, ConversationEvent[]>();
    for (const { conversation_id: id, version, type, data, at } of events.rows) {
      const event = { ...data, version, type, at: at.toISOString() } as ConversationEvent;
      const earlier = byConversation.get(id);
      if (earlier === undefined) byConversation.set(id, [event]);
      else earlier.push(event);
    }
    return {
      conversations: conversations.rows.map((row) => ({
        ...row,
        events: byConversation.get(row.id) ?? [],
      })),
      messages: messages.rows,
      feed: feed.rows,
    };
  });
}

/**
 * Of a database that came from elsewhere, or was set back: all that is in it. The first server that runs
 * on it begins the feed anew, so this stands before what is read in the end.
 */
export async function toldBefore(databaseUrl: string): Promise<Told[]> {
  const { conversations } = await gather(databaseUrl);
  return conversations.map(({ id, version }) => ({
    conversationId: id,
    from: 1,
    to: version,
    place: 'before',
  }));
}

/** What the badges show, and what there is to count. */
export async function countBadges(databaseUrl: string, shown: InboxCounts): Promise<Badge[]> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<Record<'waiting' | 'ai' | 'open', string>>(
      `select count(*) filter (where controller = 'queue') as waiting,
         count(*) filter (where controller = 'ai') as ai, count(*) as open
       from conversations where status = 'open'`,
    );
    return (['waiting', 'ai', 'open'] as const).map((name) => ({
      name,
      shown: shown[name],
      counted: Number(rows[0]?.[name]),
    }));
  });
}

/** Conversations in which the AI still owes an answer: what the end of a run waits for. */
export async function owedAnswers(databaseUrl: string): Promise<number> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{ owed: string }>(
      `select count(*) as owed from conversations
       where ai_owes_turn is not null or (status = 'snoozed' and snoozed_until < now())`,
    );
    return Number(rows[0]?.owed ?? 0);
  });
}

export async function connected<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'chaos' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
