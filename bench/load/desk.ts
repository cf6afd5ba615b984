/**
 * A workspace with as many customers as are asked for, each in a conversation that the AI has
 * answered: what a customer's next message meets. One is made by the module itself; the others are
 * copies of its rows, so that a large desk is ready in seconds.
 */
import type {
  AiAgentId,
  ContactId,
  ConversationId,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';
import { type Database, inWorkspace, newId, systemClock } from '@baton/server';
import { aDecision } from '@baton/testkit';
import { answeringReactions } from '../../apps/server/src/modules/answering/index.ts';
import {
  type Conversations,
  createConversations,
} from '../../apps/server/src/modules/conversations/index.ts';

export const scope = { workspaceId: 'wsp_00000000000000000000bench0' as WorkspaceId };
export const aiAgentId = 'agt_00000000000000000000bench0' as AiAgentId;

export interface Customer {
  contactId: ContactId;
  conversationId: ConversationId;
}

/** A customer's ids follow from their number, so that another program can name them too. */
export const customer = (n: number): Customer => ({
  contactId: `con_${String(n).padStart(26, '0')}` as ContactId,
  conversationId: `cnv_${String(n).padStart(26, '0')}` as ConversationId,
});

/** What customers write. */
export const question =
  'Hello, I ordered the desk lamp eight days ago and the parcel has not arrived. ' +
  'The tracking page says it left your warehouse on Monday. Where is it now?';
const answer =
  'Parcels within the country take three to five working days once they have left the warehouse. ' +
  'If yours has not come by then, write to us here and we will look for it.';

/** Conversations as the server has them; nobody is woken, for the bench has neither feed nor jobs. */
export const openConversations = (database: Database): Conversations =>
  createConversations({
    database,
    clock: systemClock,
    newId,
    reactions: answeringReactions,
    onCommitted: () => undefined,
  });

/** One message of a customer, stored with all its effects when this resolves. */
export async function send(conversations: Conversations, to: Customer): Promise<void> {
  const result = await conversations.sendCustomerMessage(scope, {
    ...to,
    aiAgentId,
    clientMessageId: newId('client'),
    body: question,
    page: null,
  });
  if (result.kind !== 'accepted') throw new Error(`not stored: ${JSON.stringify(result)}`);
}

const PORTION = 10_000;

/** Who has them, where a person does. */
export const teammateId = 'tmt_00000000000000000000bench0' as TeammateId;

export interface DeskOptions {
  /** With a person a message makes no job for the AI. Default: the AI. */
  control?: 'ai' | 'human';
}

/** Numbers 0 to `count` - 1 of `customer`. */
export async function fillDesk(
  database: Database,
  count: number,
  { control = 'ai' }: DeskOptions = {},
): Promise<void> {
  await database.query(`insert into workspaces (id, name) values ($1, 'Bench')`, [
    scope.workspaceId,
  ]);
  await database.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, policy)
     values ($1, $2, 'Bench', 'bench', '{}')`,
    [aiAgentId, scope.workspaceId],
  );
  await database.query(
    `insert into teammates (id, workspace_id, email, name, role, password_hash)
     values ($1, $2, 'ana@bench.example', 'Ana', 'owner', '-')`,
    [teammateId, scope.workspaceId],
  );
  const model = await inWorkspace(scope.workspaceId, () => oneConversation(database, control));
  // In portions: a statement has 30 seconds.
  for (const table of copied) {
    for (let from = 0; from < count; from += PORTION) {
      const last = Math.min(from + PORTION, count) - 1;
      await database.query(copySql(table), [model.id, model.contact, from, last]);
    }
  }
  for (const { name } of copied.toReversed()) {
    await database.query(
      `delete from ${name} where ${name === 'contacts' ? 'id' : idOf(name)} = $1`,
      [name === 'contacts' ? model.contact : model.id],
    );
  }
  await database.query('delete from jobs');
  await database.query('delete from feed');
}

async function oneConversation(database: Database, control: 'ai' | 'human') {
  const conversations = openConversations(database);
  const contact = newId('con') as ContactId;
  await database.query('insert into contacts (id, workspace_id, name) values ($1, $2, $3)', [
    contact,
    scope.workspaceId,
    'Cleo',
  ]);
  const asked = await conversations.sendCustomerMessage(scope, {
    contactId: contact,
    conversationId: null,
    aiAgentId,
    clientMessageId: newId('client'),
    body: question,
    page: 'https://shop.example/lamps',
  });
  if (asked.kind !== 'accepted') throw new Error(`not stored: ${JSON.stringify(asked)}`);
  const { id, turn } = asked.summary;
  const answered = await conversations.execute(scope, id, {
    type: 'recordAiAnswer',
    turn,
    body: answer,
    sources: [],
    choices: [],
    decision: { summary: aDecision({ id: newId('dec') as never }), record: { turn } },
  });
  if (answered.kind !== 'accepted') throw new Error(`not stored: ${JSON.stringify(answered)}`);
  if (control === 'human') {
    const taken = await conversations.execute(scope, id, {
      type: 'takeOver',
      by: teammateId,
      brief: null,
    });
    if (taken.kind !== 'accepted') throw new Error(`not taken: ${JSON.stringify(taken)}`);
  }
  return { id, contact };
}

interface CopiedTable {
  name: string;
  columns: string[];
  /** As SQL over the row `m` of the model and the number `n`; other columns stay as they are. */
  changed: Record<string, string>;
}

const numbered = (prefix: string) => `'${prefix}_' || lpad(n::text, 26, '0')`;
/** The ids of contact and conversation stand in the JSON too. */
const renumbered = (column: string) =>
  `replace(replace(m.${column}::text, $1, ${numbered('cnv')}), $2, ${numbered('con')})::jsonb`;
const ofMessage = `'msg_' || lpad((n * 10 + m.version)::text, 26, '0')`;

const copied: CopiedTable[] = [
  {
    name: 'contacts',
    columns: ['workspace_id', 'name'],
    changed: { id: numbered('con') },
  },
  {
    name: 'conversations',
    columns: [
      'workspace_id',
      'ai_agent_id',
      'version',
      'status',
      'controller',
      'assignee_id',
      'waiting_since',
      'snoozed_until',
      'ai_owes_turn',
      'tags',
      'last_message_at',
      'created_at',
      'updated_at',
    ],
    changed: { id: numbered('cnv'), contact_id: numbered('con'), state: renumbered('state') },
  },
  {
    name: 'conversation_events',
    columns: ['version', 'workspace_id', 'type', 'at'],
    changed: { conversation_id: numbered('cnv'), data: renumbered('data') },
  },
  {
    name: 'messages',
    columns: ['workspace_id', 'version', 'turn', 'author_kind', 'visibility', 'body', 'at'],
    changed: {
      id: ofMessage,
      conversation_id: numbered('cnv'),
      author_id: `case when m.author_kind = 'contact' then ${numbered('con')} else m.author_id end`,
      client_message_id: `case when m.client_message_id is not null then 'client_' || n end`,
    },
  },
];

const idOf = (table: string) => (table === 'conversations' ? 'id' : 'conversation_id');

function copySql({ name, columns, changed }: CopiedTable): string {
  const into = [...columns, ...Object.keys(changed)];
  const values = [...columns.map((column) => `m.${column}`), ...Object.values(changed)];
  const which =
    name === 'contacts' ? 'm.id = $2 and $1 <> $2' : `m.${idOf(name)} = $1 and $2 <> $1`;
  return `insert into ${name} (${into.join(', ')})
    select ${values.join(', ')} from ${name} m, generate_series($3::int, $4::int) n where ${which}`;
}
