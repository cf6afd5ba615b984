/** Housekeeping: rows that can never mean anything again. */
import type { Parts } from './parts.ts';

/** At most this many rows of a kind in one go; the rest waits for the next time. */
const batch = 5_000;
const DAY_MS = 24 * 60 * 60_000;
const LINK_TOLD_MS = 30 * DAY_MS;

export async function sweep({ database, clock }: Parts): Promise<void> {
  const now = clock.now();
  for (const table of ['sessions', 'half_sessions', 'widget_sessions']) {
    await database.query(
      `delete from ${table} where token_hash in
         (select token_hash from ${table} where expires_at <= $1 limit ${batch})`,
      [now],
    );
  }
  // For a month a link can still say why it does not work any more.
  await database.query(
    `delete from password_resets where token_hash in
       (select token_hash from password_resets where expires_at <= $1 limit ${batch})`,
    [new Date(now.getTime() - LINK_TOLD_MS)],
  );
  // An app that was begun and never shown.
  await database.query(
    `delete from second_factors where id in
       (select id from second_factors where on_since is null and begun_at <= $1 limit ${batch})`,
    [new Date(now.getTime() - DAY_MS)],
  );
  // A visitor whose browser forgot us and who never wrote: there is nobody to come back.
  await database.query(
    `delete from contacts c where c.id in (
       select id from contacts idle
       where not exists (select 1 from widget_sessions s where s.contact_id = idle.id)
         and not exists (select 1 from conversations v where v.contact_id = idle.id)
         and email is null
       limit ${batch})`,
  );
}
