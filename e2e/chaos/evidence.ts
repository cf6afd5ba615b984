/** What the database holds, read with plain SQL over a connection of our own. */
import type { ConversationEvent } from '@baton/protocol';
import pg from 'pg';
import type { Sent } from './actors.ts';
import type { Evidence } from './checker.ts';

export async function gather(databaseUrl: string, sent: Sent[][]): Promise<Evidence> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'chaos' });
  await client.connect();
  try {
    const conversations = await client.query<{
      id: string;
      version: number;
      controller: string;
      status: string;
    }>('select id, version, controller, status from conversations order by id');
    const events = await client.query<{
      conversation_id: string;
      version: number;
      type: string;
      data: object;
      at: Date;
    }>(
      'select conversation_id, version, type, data, at from conversation_events order by conversation_id, version',
    );
    const messages = await client.query<{
      conversation_id: string;
      client_message_id: string | null;
      author_kind: string;
      body: string;
    }>('select conversation_id, client_message_id, author_kind, body from messages');
    const byConversation = new Map<string, ConversationEvent[]>();
    for (const { conversation_id: id, version, type, data, at } of events.rows) {
      const event = { ...data, version, type, at: at.toISOString() } as ConversationEvent;
      byConversation.set(id, [...(byConversation.get(id) ?? []), event]);
    }
    return {
      conversations: conversations.rows.map((row) => ({
        ...row,
        events: byConversation.get(row.id) ?? [],
      })),
      messages: messages.rows.map((row) => ({
        conversationId: row.conversation_id,
        clientMessageId: row.client_message_id,
        author: row.author_kind,
        body: row.body,
      })),
      sent,
    };
  } finally {
    await client.end();
  }
}

/** Conversations in which the AI still owes an answer: what the end of a run waits for. */
export async function owedAnswers(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ owed: string }>(
      `select count(*) as owed from conversations
       where status = 'open' and controller = 'ai'
         and state #>> '{standing,control,owesTurn}' is not null`,
    );
    return Number(rows[0]?.owed ?? 0);
  } finally {
    await client.end();
  }
}
