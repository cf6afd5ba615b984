/** Mails and what each tells of, as rows. */
import type { Sql } from '../../platform/database/index.ts';
import { type MailEnd, RESTS_MINUTES } from './core/whom-to-tell.ts';
import type { Whose } from './settings-store.ts';
import type { StoredWait } from './waits-store.ts';

/** False: another is on its way to them. */
export async function insertMail(sql: Sql, mailId: string, whose: Whose): Promise<boolean> {
  const made = await sql.query(
    `insert into mails (id, workspace_id, teammate_id) values ($1, $2, $3)
     on conflict (teammate_id) where state = 'waiting' do nothing returning 1`,
    [mailId, whose.workspaceId, whose.teammateId],
  );
  return made.length > 0;
}

/** Who it goes to, with the row held until the transaction ends; null when it has ended. */
export async function lockWaitingMail(sql: Sql, mailId: string): Promise<Whose | null> {
  const [row] = await sql.query<Whose>(
    `select workspace_id as "workspaceId", teammate_id as "teammateId" from mails
     where id = $1 and state = 'waiting' for update`,
    [mailId],
  );
  return row ?? null;
}

/** From now on the mail tells of these and of nothing else. */
export async function writeNotices(
  sql: Sql,
  mailId: string,
  { workspaceId, teammateId }: Whose,
  waits: readonly StoredWait[],
): Promise<void> {
  await forgetNotices(sql, mailId);
  await sql.query(
    `insert into mail_notices
       (workspace_id, teammate_id, mail_id, conversation_id, kind, waiting_since)
     select $1, $2, $3, told.*
     from unnest($4::text[], $5::text[], $6::timestamptz[]) as told
     on conflict do nothing`,
    [
      workspaceId,
      teammateId,
      mailId,
      waits.map(({ conversationId }) => conversationId),
      waits.map(({ kind }) => kind),
      waits.map(({ episode }) => episode),
    ],
  );
}

/** Nobody was told: whoever still waits is told of by another mail. */
export async function forgetNotices(sql: Sql, mailId: string): Promise<void> {
  await sql.query('delete from mail_notices where mail_id = $1', [mailId]);
}

/** There was nothing left to tell; its notices go with it. */
export async function dropMail(sql: Sql, mailId: string): Promise<void> {
  await sql.query('delete from mails where id = $1', [mailId]);
}

export async function endMail(sql: Sql, mailId: string, end: MailEnd): Promise<void> {
  await sql.query(
    `update mails set state = $2, ended_at = now(),
       rests_until = now() + interval '1 minute' * $3::int
     where id = $1 and state = 'waiting'`,
    [mailId, end, RESTS_MINUTES[end]],
  );
}

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
