/**
 * Which deliveries are due, and what one attempt makes of them. All time is the database's.
 *
 * A delivery is leased, never removed, while it is sent: a server that dies meanwhile sends it twice
 * at worst. For one webhook, of each conversation only the oldest waiting delivery is due, so events
 * of a conversation arrive in order, unless one was given up. Each webhook has a few places of its
 * own, fewer when it fails, so one that is dead takes nobody's; who is slow, see core/lanes.ts.
 */
import { WEBHOOK_LIMITS, type WebhookDeliveryId, type WebhookId } from '@baton/protocol';
import type { Database } from '../../../platform/database/index.ts';
import { AT_ONCE, FAILURES_BEFORE_REST, pauseAfter, restAfter } from './core/patience.ts';
import type { Posted } from './post.ts';

export interface Due {
  id: WebhookDeliveryId;
  workspaceId: string;
  webhookId: WebhookId;
  /** This one included. */
  attempts: number;
  body: string;
  url: string;
  secret: string;
  oldSecret: string | null;
}

export interface Wanted {
  /** At most. */
  places: number;
  leaseMs: number;
  /** Of these webhooks, or of all others. */
  of: { only: readonly string[] } | { allBut: readonly string[] };
}

/**
 * Takes what is due, for webhooks that do not fail first; leased for so long. Everybody gets a first
 * place before anybody gets a second one. Who has no room, or nothing whose turn it is in its
 * conversation, takes nobody's place.
 */
export function claimDue(database: Database, { places, leaseMs, of }: Wanted): Promise<Due[]> {
  return database.query<Due>(
    `with ready as materialized (
       select w.id, w.failures, w.last_delivered_at, under_way.count as under_way,
         greatest(0, case when w.failures >= $3 then 1 else $4 end - under_way.count) as room
       from webhooks w cross join lateral (
         select count(*) from webhook_deliveries d
         where d.webhook_id = w.id and d.state = 'waiting' and d.leased and d.due_at > now()
       ) under_way
       where w.state = 'active' and coalesce(w.resting_until <= now(), true)
         and (w.id = any($5)) = $6
         and exists (select from webhook_deliveries d
           where d.webhook_id = w.id and d.state = 'waiting' and d.due_at <= now())
     ),
     heads as (
       select head.id, head.seq, ready.id as webhook_id, ready.failures, ready.last_delivered_at,
         ready.under_way
           + row_number() over (partition by ready.id order by head.due_at, head.seq) as place
       from ready cross join lateral (
         select d.id, d.seq, d.due_at from webhook_deliveries d
         where d.webhook_id = ready.id and d.state = 'waiting' and d.due_at <= now()
           and not exists (select from webhook_deliveries before
             where before.webhook_id = d.webhook_id and before.state = 'waiting'
               and before.conversation_id = d.conversation_id and before.seq < d.seq)
         order by d.due_at, d.seq
         limit ready.room) head
     ),
     due as (
       select id, webhook_id from heads
       order by failures, place, last_delivered_at nulls first, seq
       limit $1
     ),
     -- Another server that takes from the same webhook right now would not see what we take.
     ours as (
       select id from webhooks where id in (select webhook_id from due)
       for no key update skip locked
     )
     update webhook_deliveries d
     set attempts = d.attempts + 1, leased = true, due_at = now() + $2 * interval '1 millisecond'
     from due, webhooks w
     where d.id = due.id and due.webhook_id in (select id from ours)
       and w.id = d.webhook_id and d.state = 'waiting' and d.due_at <= now()
     returning d.id, d.workspace_id as "workspaceId", d.webhook_id as "webhookId", d.attempts,
       d.body, w.url, w.secret,
       case when w.old_secret_until > now() then w.old_secret end as "oldSecret"`,
    [
      places,
      leaseMs,
      FAILURES_BEFORE_REST,
      AT_ONCE,
      'only' in of ? of.only : of.allBut,
      'only' in of,
    ],
  );
}

/** Given back untried: the server stops. */
export async function giveBack(database: Database, { id, attempts }: Due): Promise<void> {
  await database.query(
    `update webhook_deliveries
     set attempts = attempts - 1, leased = false, due_at = now()
     where id = $1 and attempts = $2 and state = 'waiting'`,
    [id, attempts],
  );
}

/** How an attempt ended: `failed` is tried again, `given_up` is not. */
export type DeliveryEnd = 'delivered' | 'failed' | 'given_up';

/**
 * Null: another server has it since, or it is gone.
 *
 * @param chance 0 … 1
 */
export async function settle(
  database: Database,
  due: Due,
  posted: Posted,
  chance: number,
): Promise<DeliveryEnd | null> {
  const { outcome } = posted;
  return database.transaction(async (tx) => {
    const [webhook] = await tx.query<{ failures: number }>(
      'select failures from webhooks where id = $1 for no key update',
      [due.webhookId],
    );
    if (webhook === undefined) return null;
    const pause = pauseAfter(due.attempts, posted.retryAfterMs, chance);
    const [settled] = await tx.query<{ dead: boolean }>(
      `update webhook_deliveries
       set leased = false, last = $3, due_at = now() + $4 * interval '1 millisecond',
           state = case when $5 then 'delivered'
             when now() + $4 * interval '1 millisecond' > expires_at then 'dead' else 'waiting' end,
           finished_at = case when $5 or now() + $4 * interval '1 millisecond' > expires_at
             then now() end
       where id = $1 and attempts = $2 and state = 'waiting'
       returning state = 'dead' as dead`,
      [due.id, due.attempts, lastOf(posted), pause, outcome === 'delivered'],
    );
    // Another server has it since: what became of it is told there.
    if (settled === undefined) return null;
    if (outcome === 'delivered') {
      await tx.query(
        `update webhooks
         set failures = 0, failing_since = null, resting_until = null, last_delivered_at = now()
         where id = $1`,
        [due.webhookId],
      );
      // It is back: what waited for its next try need not wait any longer.
      if (webhook.failures >= FAILURES_BEFORE_REST) {
        await tx.query(
          `update webhook_deliveries set due_at = now()
           where webhook_id = $1 and state = 'waiting' and not leased`,
          [due.webhookId],
        );
      }
      return 'delivered';
    }
    const failures = webhook.failures + 1;
    await tx.query(
      `update webhooks
       set failures = $2, failing_since = coalesce(failing_since, now()),
           resting_until = now() + $3 * interval '1 millisecond',
           state = case when off.because is null then state else 'off' end,
           off_because = case when off.because is null then off_because else off.because end,
           state_since = case when off.because is null then state_since else now() end
       from (select case when $4 then 'gone'
               when $5 and failing_since <= now() - $6 * interval '1 day' then 'failing' end
             as because from webhooks where id = $1) off
       where id = $1 and state <> 'off'`,
      [
        due.webhookId,
        failures,
        restAfter(failures),
        outcome === 'gone',
        settled.dead,
        WEBHOOK_LIMITS.triedForDays,
      ],
    );
    return settled.dead ? 'given_up' : 'failed';
  });
}

/** As the protocol has it. */
export function lastOf({ status, milliseconds, response, problem }: Posted) {
  return { at: new Date().toISOString(), status, milliseconds, response, problem };
}

/** What waited until its time was over without an attempt: paused, resting, off. How many. */
export async function buryExpired(database: Database): Promise<number> {
  const buried = await database.query(
    `update webhook_deliveries
     set state = 'dead', leased = false, finished_at = now()
     where state = 'waiting' and expires_at < now() - interval '10 minutes'
       and not (leased and due_at > now())
     returning 1`,
  );
  return buried.length;
}

const DELIVERED_KEPT_DAYS = 7;
const DEAD_KEPT_DAYS = 30;
const DELIVERED_KEPT = 5_000;

/** The log does not grow without bound: neither in days nor in rows for a webhook. */
export async function forgetOld(database: Database): Promise<void> {
  await database.query(
    `delete from webhook_deliveries
     where (state = 'delivered' and finished_at < now() - $1 * interval '1 day')
        or (state = 'dead' and finished_at < now() - $2 * interval '1 day')`,
    [DELIVERED_KEPT_DAYS, DEAD_KEPT_DAYS],
  );
  for (const state of ['delivered', 'dead']) {
    await database.query(
      `delete from webhook_deliveries d
       using webhooks w cross join lateral (
         select seq from webhook_deliveries
         where workspace_id = w.workspace_id and webhook_id = w.id and state = $2
         order by seq desc offset $1 limit 1) oldest
       where d.workspace_id = w.workspace_id and d.webhook_id = w.id
         and d.state = $2 and d.seq <= oldest.seq`,
      [state === 'dead' ? WEBHOOK_LIMITS.waiting : DELIVERED_KEPT, state],
    );
  }
}
