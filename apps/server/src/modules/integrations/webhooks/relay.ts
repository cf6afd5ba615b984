/**
 * From the feed to deliveries. The feed is written in the transaction of what happened, and kept
 * until every workspace's cursor has passed, so nothing is lost between an event and its delivery.
 *
 *   feed ─► read after the cursor ─► deliveries and the new cursor, in one transaction
 *
 * Several servers may read the same entries: only one moves the cursor from where it was. The feed
 * is read before the webhooks are, so a webhook that was there before an event hears of it.
 */
import { WEBHOOK_LIMITS, type WebhookEvent, type WorkspaceId } from '@baton/protocol';
import { type Database, inWorkspace, type Sql } from '../../../platform/database/index.ts';
import { currentCursor, type FeedEntry, readFeed } from '../../../platform/feed/index.ts';
import type { Log } from '../../../platform/log.ts';
import { type ConversationChange, payloadsOf } from './core/payloads.ts';
import { mendCursor, moveCursor, readCursor } from './cursors.ts';

export interface RelayParts {
  database: Database;
  newId: (prefix: string) => string;
  log: Log;
}

interface Listening {
  id: string;
  events: WebhookEvent[];
  waiting: number;
}

interface NewDelivery {
  id: string;
  webhookId: string;
  event: WebhookEvent;
  conversationId: string;
  body: string;
}

const ENTRIES_AT_ONCE = 200;

/**
 * Stands across workspaces: behind the wall the end of the feed is that of one workspace, and a
 * cursor of everybody's would lie in its future. `more`: at once again; `soon`: something is about to
 * be readable.
 */
export async function relay(
  { database, newId, log }: RelayParts,
  workspaceId: WorkspaceId,
): Promise<'all' | 'more' | 'soon'> {
  const cursor =
    (await readCursor(database, workspaceId)) ?? (await mendCursor(database, workspaceId));
  if (cursor === null) return 'all';
  const answer = await readFeed(database, { workspaceId, after: cursor, limit: ENTRIES_AT_ONCE });
  if (answer.kind === 'reset') {
    // The data came from a backup: what was not told before it was made is not in it.
    log.warn({ workspaceId, reason: answer.reason }, 'webhooks go on from now');
    await moveCursor(database, workspaceId, cursor, await currentCursor(database));
    return 'more';
  }
  const { entries, cursor: next } = answer;
  if (next !== cursor) {
    await inWorkspace(workspaceId, () =>
      database.transaction(async (tx) => {
        if (!(await moveCursor(tx, workspaceId, cursor, next))) return;
        await addDeliveries(tx, workspaceId, entries, newId, log);
      }),
    );
  }
  if (entries.length === ENTRIES_AT_ONCE) return 'more';
  return answer.pending ? 'soon' : 'all';
}

async function addDeliveries(
  tx: Sql,
  workspaceId: WorkspaceId,
  entries: readonly FeedEntry[],
  newId: RelayParts['newId'],
  log: Log,
): Promise<void> {
  const payloads = entries
    .filter(({ type }) => type === 'conversation.changed')
    .flatMap(({ data }) => payloadsOf(workspaceId, data as unknown as ConversationChange));
  if (payloads.length === 0) return;
  const told = payloads.map((payload) => ({ payload, body: JSON.stringify(payload) }));
  const deliveries: NewDelivery[] = [];
  for (const { id: webhookId, events, waiting } of await listening(tx, workspaceId)) {
    const wanted = told.filter(({ payload }) => events.includes(payload.type));
    if (waiting + wanted.length > WEBHOOK_LIMITS.waiting) {
      await turnOff(tx, workspaceId, webhookId);
      log.warn({ workspaceId, webhookId }, 'a webhook was turned off: too much was waiting for it');
      continue;
    }
    for (const { payload, body } of wanted) {
      const { id: conversationId } = payload.data.conversation;
      deliveries.push({ id: newId('dlv'), webhookId, event: payload.type, conversationId, body });
    }
  }
  if (deliveries.length > 0) await insert(tx, workspaceId, deliveries);
}

function listening(tx: Sql, workspaceId: WorkspaceId): Promise<Listening[]> {
  return tx.query<Listening>(
    `select w.id, w.events, waiting.count as waiting
     from webhooks w cross join lateral (
       select count(*)::int as count from (
         select from webhook_deliveries d
         where d.webhook_id = w.id and d.state = 'waiting' limit $2) counted) waiting
     where w.workspace_id = $1 and w.state <> 'off'
     order by w.id`,
    [workspaceId, WEBHOOK_LIMITS.waiting + 1],
  );
}

async function turnOff(tx: Sql, workspaceId: WorkspaceId, webhookId: string): Promise<void> {
  await tx.query(
    `update webhooks set state = 'off', off_because = 'overflow', state_since = now()
     where workspace_id = $1 and id = $2`,
    [workspaceId, webhookId],
  );
}

/** A webhook or conversation that was deleted meanwhile wants none: one that is just going is waited for. */
async function insert(
  tx: Sql,
  workspaceId: WorkspaceId,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  await tx.query(
    `insert into webhook_deliveries
       (id, workspace_id, webhook_id, event, conversation_id, body, expires_at)
     select d.id, $1, w.id, d.event, c.id, d.body, now() + $3 * interval '1 day'
     from rows from (jsonb_to_recordset($2::jsonb) as (
         id text, "webhookId" text, event text, "conversationId" text, body text))
         with ordinality as d (id, webhook_id, event, conversation_id, body, place)
       join webhooks w on w.workspace_id = $1 and w.id = d.webhook_id
       join conversations c on c.workspace_id = $1 and c.id = d.conversation_id
     order by d.place for key share of w, c`,
    [workspaceId, JSON.stringify(deliveries), WEBHOOK_LIMITS.triedForDays],
  );
}
