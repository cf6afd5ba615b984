/**
 * Pages of the inbox. By key, never by offset: a page costs the same however deep it lies, and
 * nothing is shown twice because something new arrived meanwhile.
 */
import type { ConversationId, InboxView, TeammateId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { ListRequest, Scope } from '../conversations.ts';
import { assignedBucket } from '../core/inbox-buckets.ts';
import type { ConversationState } from '../core/state.ts';
import type { PlaceInList } from './page-token.ts';
import { matches, prepareSearch } from './search.ts';
import { parameters } from './statement.ts';

export interface ListedConversation {
  id: ConversationId;
  state: ConversationState;
}

/** Up to `limit` rows after `after`, in the order of the view. */
export async function listConversations(
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
  if (words !== '') {
    const search = await prepareSearch(sql, workspaceId, words, bucketOf(view, teammateId));
    conditions.push(matches(params, workspace, search, limit));
  }
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

/** The badge that says how many there are in a view, where one does. */
function bucketOf(view: InboxView, teammateId: TeammateId): string | null {
  switch (view) {
    case 'mine':
      return assignedBucket(teammateId);
    case 'waiting':
    case 'ai':
    case 'open':
      return view;
    case 'snoozed':
    case 'resolved':
      return null;
  }
}
