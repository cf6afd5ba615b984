/**
 * Finds a person by a part of their name or e-mail address, by their id, or by the one that the
 * company's website knows them by: also somebody of whom no conversation is left.
 *
 * Who is meant exactly is always among those that are found, however many are alike. Parts are
 * looked up as the inbox's own search does it (`contacts_like`, migration 0013): of many hundreds
 * that are alike it finds some.
 */
import type { FoundContact, FoundContacts } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import { contactPatterns } from './core/contact-patterns.ts';

/** More are no help: say more of whom you mean. */
const MOST_FOUND = 20;

type Row = Omit<FoundContact, 'lastSeenAt'> & { lastSeenAt: Date };

export async function findContacts(
  sql: Sql,
  workspaceId: string,
  query: string,
): Promise<FoundContacts> {
  const { exactly, part, other } = contactPatterns(query);
  const rows = await sql.query<Row>(
    `with meant as (
       select contacts_like($1, $3, $3) as id
       union select $2
       union select c.id from contacts c join ai_agents a on a.id = c.identified_by
         where a.workspace_id = $1 and c.workspace_id = $1 and c.external_id = $2
     ), found as (
       select id, true as exactly from meant
       union all select contacts_like($1, $4, $5), false
     )
     select c.id, c.name, c.email, c.external_id as "externalId",
       c.verified_at is not null as verified, c.last_seen_at as "lastSeenAt",
       (select count(*)::int from conversations v
        where v.workspace_id = $1 and v.contact_id = c.id) as conversations
     from (select id, bool_or(exactly) as exactly from found group by id) as found
       join contacts c on c.workspace_id = $1 and c.id = found.id
     order by found.exactly desc, c.last_seen_at desc, c.id
     limit ${MOST_FOUND + 1}`,
    [workspaceId, query, exactly, part, other],
  );
  return {
    contacts: rows
      .slice(0, MOST_FOUND)
      .map((row) => ({ ...row, lastSeenAt: row.lastSeenAt.toISOString() })),
    more: rows.length > MOST_FOUND,
  };
}
