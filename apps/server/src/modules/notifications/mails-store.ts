/** Mails and what each tells of, as rows. */
import type { Sql } from '../../platform/database/index.ts';
import { type MailEnd, RESTS_MINUTES } from './core/whom-to-tell.ts';
import type { Whose } from './settings-store.ts';
import type { StoredWait } from './waits-store.ts';

/** One mail of one workspace. */
export interface MailKey {
  workspaceId: string;
  mailId: string;
}

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
export async function lockWaitingMail(
  sql: Sql,
  { workspaceId, mailId }: MailKey,
): Promise<Whose | null> {
  const [row] = await sql.query<Whose>(
    `select workspace_id as "workspaceId", teammate_id as "teammateId" from mails
     where workspace_id = $1 and id = $2 and state = 'waiting' for update`,
    [workspaceId, mailId],
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
  await forgetNotices(sql, { workspaceId, mailId });
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
export async function forgetNotices(sql: Sql, { workspaceId, mailId }: MailKey): Promise<void> {
  await sql.query('delete from mail_notices where workspace_id = $1 and mail_id = $2', [
    workspaceId,
    mailId,
  ]);
}

/** There was nothing left to tell; its notices go with it. */
export async function dropMail(sql: Sql, { workspaceId, mailId }: MailKey): Promise<void> {
  await sql.query('delete from mails where workspace_id = $1 and id = $2', [workspaceId, mailId]);
}

export async function endMail(
  sql: Sql,
  { workspaceId, mailId }: MailKey,
  end: MailEnd,
): Promise<void> {
  await sql.query(
    `update mails set state = $3, ended_at = now(),
       rests_until = now() + interval '1 minute' * $4::int
     where workspace_id = $1 and id = $2 and state = 'waiting'`,
    [workspaceId, mailId, end, RESTS_MINUTES[end]],
  );
}
