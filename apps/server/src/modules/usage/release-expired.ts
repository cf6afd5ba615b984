/**
 * Gives back the money that died processes had set aside. What their calls cost is unknown; nothing
 * is booked for them, so a crash can make a month look cheaper by the calls that it broke off.
 */
import type { Clock } from '../../platform/clock.ts';
import type { Sql } from '../../platform/database/index.ts';

/** Safe on several processes at once; a batch at a time. Resolves with how many were given back. */
export async function releaseExpired(database: Sql, clock: Clock, limit = 500): Promise<number> {
  const rows = await database.query<{ released: number }>(
    `with gone as (
       delete from model_reservations where id in (
         select id from model_reservations where expires_at <= $1
         order by expires_at limit $2 for update skip locked)
       returning workspace_id, ai_agent_id, month, currency, most_micros),
     sums as (
       select workspace_id, ai_agent_id, month, currency, sum(most_micros)::bigint as micros,
         count(*)::int as released
       from gone group by workspace_id, ai_agent_id, month, currency)
     update model_months m set reserved_micros = m.reserved_micros - sums.micros
     from sums
     where m.workspace_id = sums.workspace_id and m.ai_agent_id = sums.ai_agent_id
       and m.month = sums.month and m.currency = sums.currency
     returning sums.released`,
    [clock.now(), limit],
  );
  return rows.reduce((sum, { released }) => sum + released, 0);
}
