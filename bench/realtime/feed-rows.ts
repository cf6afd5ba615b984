/** A workspace without people and a feed that is written to from outside, to measure who reads it. */
import type { WorkspaceId } from '@baton/protocol';
import pg from 'pg';

export const benchWorkspace = 'wsp_bench' as WorkspaceId;
/** What badges show, in this bench: counting is a matter of the database. */
export const counts = { waiting: 3, mine: 2, ai: 40, open: 45 };

/** A customer's message of two lines, as the inbox hears of it. */
export function aChange(contactId = 'con_bench') {
  const at = '2026-01-01T10:00:00.000Z';
  const body =
    'Hello, I ordered the desk lamp eight days ago and the parcel has not arrived. ' +
    'The tracking page says it left your warehouse on Monday. Where is it now?';
  return {
    summary: {
      id: 'cnv_01kbench0000000000000000',
      version: 12,
      status: 'open',
      controller: 'human',
      aiAgentId: 'agt_01kbench0000000000000000',
      contact: { id: contactId, name: 'Maria Example', email: 'maria@shop.example' },
      assigneeId: 'tmt_01kbench0000000000000000',
      waitingSince: null,
      snoozedUntil: null,
      handoffReasons: ['direct_request'],
      tags: ['delivery'],
      preview: { author: 'contact', text: body.slice(0, 120) },
      aiWorking: false,
      turn: 5,
      lastMessageAt: at,
      createdAt: at,
    },
    events: [
      {
        type: 'customerMessageReceived',
        version: 12,
        at,
        messageId: 'msg_01kbench0000000000000000',
        clientMessageId: 'client_01kbench0000000000000000',
        turn: 5,
        body,
      },
    ],
  };
}

/** What each open inbox is sent for one change: the event, and a moment later the badges. */
export const framesOfAChange = [
  JSON.stringify({
    type: 'event',
    cursor: '1234.567',
    event: { type: 'conversation.changed', ...aChange() },
  }),
  JSON.stringify({ type: 'counts', counts }),
];

export interface FeedWriter {
  /** Commits one change, then wakes the tails: as another process of the installation would. */
  write(contactId?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openFeedWriter(url: string): Promise<FeedWriter> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    async write(contactId) {
      await client.query(
        `insert into feed (workspace_id, conversation_id, type, data)
         values ($1, null, 'conversation.changed', $2)`,
        [benchWorkspace, JSON.stringify(aChange(contactId))],
      );
      await client.query(`select pg_notify('baton_feed', 'bench')`);
    },
    close: () => client.end(),
  };
}
