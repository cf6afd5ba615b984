import type { Sql } from '../../platform/database/index.ts';

/**
 * What was ended long ago, and what waits for a job that is not there (its row was deleted by hand, or
 * mail was off when it came): what it would have told is told by another, if it is still so.
 */
export async function forgetOldMails(sql: Sql, jobKind: string): Promise<void> {
  await sql.query(
    `delete from mails where state <> 'waiting' and ended_at < now() - interval '30 days'`,
  );
  await sql.query(
    `delete from mails m
     where m.state = 'waiting' and m.made_at < now() - interval '1 hour'
       and not exists (select from jobs j
         where j.kind = $1 and j.key = m.id and j.failed_at is null)`,
    [jobKind],
  );
}
