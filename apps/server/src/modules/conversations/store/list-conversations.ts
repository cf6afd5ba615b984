/**
 * Pages of the inbox. By key, never by offset: a page costs the same however deep it lies, and
 * nothing is shown twice because something new arrived meanwhile.
 */
import type { ConversationId, InboxView } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { ListRequest, Scope } from '../conversations.ts';
import type { ConversationState } from '../core/state.ts';
import type { PlaceInList } from './page-token.ts';
import { type Parameters, parameters } from './statement.ts';

export interface ListedConversation {
  id: ConversationId;
  state: ConversationState;
}

/** Up to `limit` rows after `after`, in the order of the view. */
export function listConversations(
  sql: Sql,
  { workspaceId }: Scope,
  { view, teammateId, q, limit }: Omit<ListRequest, 'page'>,
  after: PlaceInList | null,
): Promise<ListedConversation[]> {
  const params = parameters();
  const workspace = params.add(workspaceId);
  const { key, direction } = orderOf(view);
  const conditions = [`c.workspace_id = ${workspace}`, inView(view, () => params.add(teammateId))];
  if (after !== null) {
    const beyond = direction === 'asc' ? '>' : '<';
    conditions.push(
      `(c.${key}, c.id) ${beyond} (${params.add(after.at)}::timestamptz, ${params.add(after.id)})`,
    );
  }
  const words = q?.trim() ?? '';
  if (words !== '') conditions.push(matches(params, workspace, words));
  return sql.query<ListedConversation>(
    `select c.id, c.state from conversations c
     where ${conditions.join('\n       and ')}
     order by c.${key} ${direction}, c.id ${direction}
     limit ${params.add(limit)}`,
    params.values,
  );
}

/** Who has waited longest comes first; everywhere else, what moved last. */
export function orderOf(view: InboxView): {
  key: 'waiting_since' | 'last_message_at';
  direction: 'asc' | 'desc';
} {
  return view === 'waiting'
    ? { key: 'waiting_since', direction: 'asc' }
    : { key: 'last_message_at', direction: 'desc' };
}

function inView(view: InboxView, teammate: () => string): string {
  switch (view) {
    case 'waiting':
      return `c.controller = 'queue'`;
    case 'mine':
      return `c.status = 'open' and c.assignee_id = ${teammate()}`;
    case 'ai':
      return `c.status = 'open' and c.controller = 'ai'`;
    case 'open':
      return `c.status = 'open'`;
    case 'snoozed':
      return `c.status = 'snoozed'`;
    case 'resolved':
      return `c.status = 'resolved'`;
  }
}

/**
 * Words of messages and notes, as on the web ("a phrase", or, -not), the last one as typed so
 * far; or any part of the contact's name or email.
 */
function matches(params: Parameters, workspace: string, words: string): string {
  const text = params.add(words);
  const part = params.add(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
  return `c.id in (
         select found.id
         from (select websearch_to_tsquery('simple', ${text})::text as typed) as asked,
              lateral (select case when typed ~ '''$' then typed || ':*' else typed end::tsquery
                       as query) as search,
              lateral conversations_with_words(${workspace}, query) as found (id)
         union all
         select theirs.id
         from contacts join conversations theirs on theirs.contact_id = contacts.id
         where contacts.workspace_id = ${workspace}
           and (contacts.name ilike ${part} or contacts.email ilike ${part}))`;
}
