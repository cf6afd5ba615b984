/**
 * The row of a conversation: its state, and the columns that lists filter and sort by.
 */
import type { ConversationId, WorkspaceId } from '@baton/protocol';
import { type ConversationState, owedTurn } from '../core/state.ts';
import { summarise } from '../core/summary.ts';
import type { Parameters } from './statement.ts';

interface Written {
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
  before: ConversationState | null;
  after: ConversationState;
}

/** `written`: an insert for a new conversation, else an update of exactly the version decided on. */
export function writeConversation(params: Parameters, change: Written): string {
  const { workspaceId, conversationId, before, after } = change;
  const changing = columns(conversationId, after).map(
    ([name, value, type]) => [name, `${params.add(value)}::${type}`] as const,
  );
  const id = params.add(conversationId);
  const workspace = params.add(workspaceId);
  if (before === null) {
    const fixed = [
      ['id', id],
      ['workspace_id', workspace],
      ['ai_agent_id', params.add(after.aiAgentId)],
      ['contact_id', params.add(after.contact.id)],
      ['created_at', `${params.add(after.createdAt)}::timestamptz`],
    ] as const;
    const all = [...fixed, ...changing];
    return `written as (
     insert into conversations (${all.map(([name]) => name).join(', ')})
     values (${all.map(([, value]) => value).join(', ')}) returning 1)`;
  }
  return `written as (
     update conversations
     set ${changing.map(([name, value]) => `${name} = ${value}`).join(', ')}
     where id = ${id} and workspace_id = ${workspace}
       and version = ${params.add(before.version)}::int and ${NOBODY_YOUNGER} returning 1)`;
}

/**
 * Who wrote it last must be an older transaction than ours: the feed tells them in that order. One that
 * had its number before it read may be the older one, and has lost the race. Only the numbers just after
 * ours say that: they go round after 2^32, and a row that nobody wrote for 2^31 seems to be of the future.
 */
const NOBODY_YOUNGER = 'age(xmin) not between -100000 and -1';

type Column = [name: string, value: unknown, type: string];

function columns(id: ConversationId, state: ConversationState): Column[] {
  const summary = summarise(id, state);
  return [
    ['version', state.version, 'int'],
    ['state', JSON.stringify(state), 'jsonb'],
    ['status', summary.status, 'text'],
    ['controller', summary.controller, 'text'],
    ['assignee_id', summary.assigneeId, 'text'],
    ['waiting_since', summary.waitingSince, 'timestamptz'],
    ['snoozed_until', summary.snoozedUntil, 'timestamptz'],
    ['ai_owes_turn', owedTurn(state), 'int'],
    ['tags', summary.tags, 'text[]'],
    ['last_message_at', summary.lastMessageAt, 'timestamptz'],
    ['updated_at', state.changedAt, 'timestamptz'],
  ];
}
