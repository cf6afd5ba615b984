/**
 * How webhooks stand, for the operator: how many are well, rest, are paused or off, and what waits
 * for them. Across workspaces, and bounded whatever is waiting.
 */
import type { Sql } from '../../../platform/database/index.ts';
import { FAILURES_BEFORE_REST } from './core/patience.ts';

/** `resting`: failed several times in a row, and is only probed. */
export const WEBHOOK_STANDINGS = ['active', 'resting', 'paused', 'off'] as const;

export interface WebhooksStanding {
  standing: (typeof WEBHOOK_STANDINGS)[number];
  webhooks: number;
  /** Counted up to so many for each webhook, and ten times as many together. */
  waiting: number;
  /** Since the event, of what is due first at any of them; 0 when nothing waits. */
  oldestSeconds: number;
}

const COUNTED_FOR_ONE = 1_000;

export async function readStandings(sql: Sql): Promise<WebhooksStanding[]> {
  return sql.query<WebhooksStanding>(
    `with stands as (
       select id, case when state <> 'active' then state
         when failures >= $1 then 'resting' else 'active' end as standing
       from webhooks
     ),
     firsts as (
       select stands.standing, count(*)::int as webhooks, min(first.created_at) as oldest
       from stands left join lateral (
         select created_at from webhook_deliveries d
         where d.webhook_id = stands.id and d.state = 'waiting'
         order by d.due_at limit 1) first on true
       group by stands.standing
     ),
     waits as (
       select standing, count(*)::int as waiting from (
         select stands.standing from stands cross join lateral (
           select from webhook_deliveries d
           where d.webhook_id = stands.id and d.state = 'waiting' limit $2) counted
         limit $2 * 10) bounded
       group by standing
     )
     select standing, webhooks, coalesce(waiting, 0) as waiting,
       coalesce(greatest(0, extract(epoch from now() - oldest)), 0)::float8 as "oldestSeconds"
     from firsts left join waits using (standing)`,
    [FAILURES_BEFORE_REST, COUNTED_FOR_ONE],
  );
}
