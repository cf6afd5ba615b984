/**
 * A support desk on a real database: one workspace, an AI agent, two teammates, some contacts.
 * Shared by the tests that race. `storm` plays many people at once.
 */
import type {
  ClientMessageId,
  ContactId,
  ConversationEvent,
  ConversationId,
  ConversationSummary,
} from '@baton/protocol';
import { aBrief, aDecision, ana, ben, idOf, ids } from '@baton/testkit';
import { createTestDatabase } from '@baton/testkit/database';
import type { Database } from '../../../platform/database/index.ts';
import { systemClock } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import type {
  CommandResult,
  Conversations,
  ConversationsDependencies,
  CustomerMessageInput,
} from '../conversations.ts';
import type { Ask } from '../core/commands.ts';
import type { ConversationState } from '../core/state.ts';
import { createConversations } from '../create-conversations.ts';

export const workspaceId = ids.workspace();
export const scope = { workspaceId };
export const aiAgentId = ids.aiAgent();
export const contactId = ids.contact();
export const teammates = [ana, ben];

export interface Desk {
  database: Database;
  conversations: Conversations;
  /** A contact of their own, so that a test's conversations do not meet another's. */
  newContact(): Promise<ContactId>;
  /** A customer's first message: a conversation that the AI owes an answer. */
  start(from?: ContactId): Promise<ConversationSummary>;
  say(changes?: Partial<CustomerMessageInput>): Promise<CommandResult>;
  ask(conversationId: ConversationId, ask: Ask): Promise<CommandResult>;
  stored(conversationId: ConversationId): Promise<Stored>;
  /** No conversations, no badges; people stay. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface Stored {
  version: number;
  state: ConversationState;
  events: ConversationEvent[];
}

const poolSize = 24;
let clientMessages = 0;
export const newClientMessageId = (): ClientMessageId => {
  clientMessages += 1;
  return idOf('client', clientMessages);
};

export async function openDesk(
  changes: Partial<Omit<ConversationsDependencies, 'database'>> = {},
): Promise<Desk> {
  const testDatabase = await createTestDatabase();
  const database = testDatabase.connect({ poolSize });
  await furnish(database);
  // Every connection is open before the races: else they would start one after the other.
  await Promise.all(
    Array.from({ length: poolSize }, () => database.query('select pg_sleep(0.05)')),
  );
  const conversations = createConversations({
    database,
    clock: systemClock,
    newId,
    reactions: () => [],
    onCommitted: () => undefined,
    ...changes,
  });
  let contacts = 1;

  const desk: Desk = {
    database,
    conversations,
    async newContact() {
      contacts += 1;
      const id = ids.contact(contacts);
      await database.query('insert into contacts (id, workspace_id) values ($1, $2)', [
        id,
        workspaceId,
      ]);
      return id;
    },
    async start(from) {
      return accepted(await desk.say({ contactId: from ?? (await desk.newContact()) })).summary;
    },
    say: (input = {}) =>
      conversations.sendCustomerMessage(scope, {
        contactId,
        aiAgentId,
        conversationId: null,
        clientMessageId: newClientMessageId(),
        body: 'Where is my order?',
        page: null,
        ...input,
      }),
    ask: (conversationId, ask) => conversations.execute(scope, conversationId, ask),
    async stored(conversationId) {
      const [row] = await database.query<Stored>(
        `select version, state, (select jsonb_agg(data order by version) from conversation_events
           where conversation_id = c.id) as events
         from conversations c where id = $1`,
        [conversationId],
      );
      if (row === undefined) throw new Error(`${conversationId} is not stored`);
      return row;
    },
    async clear() {
      await database.query('delete from conversations');
      await database.query('delete from inbox_counts');
      await database.query('delete from jobs');
      await database.query('update teammates set disabled_at = null');
    },
    close: () => testDatabase.drop(),
  };
  return desk;
}

export async function furnish(database: Database): Promise<void> {
  await database.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, 'Lumen']);
  await database.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, policy)
     values ($1, $2, 'Lumi', 'widget-key', '{}')`,
    [aiAgentId, workspaceId],
  );
  for (const [n, id] of teammates.entries()) {
    await database.query(
      `insert into teammates (id, workspace_id, email, name, role, password_hash)
       values ($1, $2, $3, $4, 'teammate', 'none')`,
      [id, workspaceId, `teammate${n}@lumen.example`, `Teammate ${n}`],
    );
  }
  await database.query('insert into contacts (id, workspace_id, name) values ($1, $2, $3)', [
    contactId,
    workspaceId,
    'Cleo',
  ]);
}

export function accepted(result: CommandResult): Extract<CommandResult, { kind: 'accepted' }> {
  if (result.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(result)}`);
  return result;
}

export const anAnswer = (turn: number): Ask => ({
  type: 'recordAiAnswer',
  turn,
  body: 'It is on its way.',
  sources: [],
  choices: [],
  decision: { summary: aDecision({ id: newId('dec') as never }), record: { turn } },
});

export const aHandoff = (turn: number): Ask => ({
  type: 'handOff',
  turn,
  reasons: ['direct_request'],
  brief: aBrief(),
  decision: {
    summary: aDecision({ id: newId('dec') as never, outcome: 'handoff' }),
    record: { turn },
  },
  body: 'I am passing you on.',
});

export const aReply = (by: (typeof teammates)[number], body = 'Let me look.'): Ask => ({
  type: 'reply',
  by,
  clientMessageId: newClientMessageId(),
  body,
});
