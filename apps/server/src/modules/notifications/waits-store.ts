/**
 * The facts behind a mail, as they are now: who would get it, and who waits for them. All time is the
 * database's, as for everything about waiting.
 */
import {
  type ConversationId,
  DEFAULT_MAIL_RULES,
  DEFAULT_MAIL_WHEN,
  type MailRules,
  type MailWhen,
} from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import { MOST_IN_A_MAIL, type Recipient, type Wait } from './core/whom-to-tell.ts';
import type { Whose } from './settings-store.ts';

/** A page that is loaded again, a server that was just exchanged: not yet away. */
const AWAY_AFTER = `interval '1 minute'`;

/** A wait, and the moment that it is known by, with all its digits. */
export interface StoredWait extends Wait {
  episode: string;
}

export interface Facts {
  now: Date;
  recipient: Recipient;
  name: string;
  email: string;
  workspaceName: string;
  rules: MailRules;
  waits: StoredWait[];
}

/** Those who may have something to be told of: the core has the last word on each. */
export function findRecipients(sql: Sql, limit: number): Promise<Whose[]> {
  return sql.query<Whose>(
    `with ready as materialized (
     select t.workspace_id, t.id, now() - interval '1 minute' * coalesce(r.after_minutes, $1) as before
     from teammates t
       left join mail_wishes w on w.workspace_id = t.workspace_id and w.teammate_id = t.id
       left join mail_rules r on r.workspace_id = t.workspace_id
       left join teammate_presence p on p.teammate_id = t.id
     where t.disabled_at is null and coalesce(w.mail_when, $2) <> 'never'
       and (coalesce(w.mail_when, $2) = 'always'
            or coalesce(p.away_since <= now() - ${AWAY_AFTER}, false))
       and not exists (
         select from mails m where m.teammate_id = t.id
           and (m.state = 'waiting' or m.rests_until > now())))
     select distinct "workspaceId", "teammateId"
     from (${untold('queue', `c.controller = 'queue'`)}
       union all ${untold('mine', `c.controller = 'human' and c.assignee_id = t.id`)}) untold
     where ${hereSince('untold')} <= before
     order by "teammateId"
     limit $3`,
    [DEFAULT_MAIL_RULES.afterMinutes, DEFAULT_MAIL_WHEN, limit],
  );
}

const hereSince = (of: string) =>
  `coalesce((${of}.state #>> '{standing,control,since}')::timestamptz, ${of}.waiting_since)`;

/**
 * With the state, which is large and opened later, of these alone: "offset 0" sees to it. Few are left of
 * the many who wait, since most were told long ago.
 */
const untold = (kind: Wait['kind'], whose: string) =>
  `(select t.workspace_id as "workspaceId", t.id as "teammateId", t.before, c.state, c.waiting_since
    from ready t join conversations c
      on c.workspace_id = t.workspace_id and c.status = 'open' and ${whose}
     and c.waiting_since <= t.before
    where not exists (
       select from mail_notices n
       where n.teammate_id = t.id and n.conversation_id = c.id and n.kind = '${kind}'
         and n.waiting_since = c.waiting_since)
    offset 0)`;

/**
 * Null: there is no such teammate. What `mailId` itself tells counts as not yet told, and the mail does
 * not stand in its own way.
 */
export async function readFacts(
  sql: Sql,
  { workspaceId, teammateId }: Whose,
  mailId: string | null,
): Promise<Facts | null> {
  const [row] = await sql.query<{
    now: Date;
    active: boolean;
    when: MailWhen;
    away: boolean;
    resting: boolean;
    name: string;
    email: string;
    workspaceName: string;
    afterMinutes: number;
    quoteCustomer: boolean;
  }>(
    `select now() as now, t.disabled_at is null as active, coalesce(w.mail_when, $4) as "when",
            coalesce(p.away_since <= now() - ${AWAY_AFTER}, false) as away,
            exists (select from mails m where m.teammate_id = t.id and m.id is distinct from $3
              and (m.state = 'waiting' or m.rests_until > now())) as resting,
            t.name, t.email, ws.name as "workspaceName",
            coalesce(r.after_minutes, $5) as "afterMinutes",
            coalesce(r.quote_customer, $6) as "quoteCustomer"
     from teammates t
       join workspaces ws on ws.id = t.workspace_id
       left join mail_wishes w on w.workspace_id = t.workspace_id and w.teammate_id = t.id
       left join mail_rules r on r.workspace_id = t.workspace_id
       left join teammate_presence p on p.teammate_id = t.id
     where t.workspace_id = $1 and t.id = $2`,
    [
      workspaceId,
      teammateId,
      mailId,
      DEFAULT_MAIL_WHEN,
      DEFAULT_MAIL_RULES.afterMinutes,
      DEFAULT_MAIL_RULES.quoteCustomer,
    ],
  );
  if (row === undefined) return null;
  const { now, active, when, away, resting, name, email, workspaceName, ...rules } = row;
  return {
    now,
    recipient: { active, when, away, resting },
    name,
    email,
    workspaceName,
    rules,
    waits: await readWaits(sql, { workspaceId, teammateId }, mailId),
  };
}

/** Those who were not told of yet first: the rest may be left out. */
async function readWaits(
  sql: Sql,
  { workspaceId, teammateId }: Whose,
  mailId: string | null,
): Promise<StoredWait[]> {
  return sql.query<StoredWait>(
    `select waiting.*, n.teammate_id is not null as told
     from (
       select c.id as "conversationId", 'queue' as kind, c.waiting_since as since,
              c.waiting_since::text as episode, ${hereSince('c')} as "hereSince",
              c.state #>> '{contact,name}' as "contactName",
              c.state #> '{contact,verified}' is not distinct from 'true' as verified,
              coalesce(c.state #> '{episode,handoffReasons}', '[]') as reasons
       from conversations c
       where c.workspace_id = $1 and c.status = 'open' and c.controller = 'queue'
         and c.waiting_since is not null
       union all
       select c.id, 'mine', c.waiting_since, c.waiting_since::text, ${hereSince('c')},
              c.state #>> '{contact,name}', c.state #> '{contact,verified}' is not distinct from 'true',
              coalesce(c.state #> '{episode,handoffReasons}', '[]')
       from conversations c
       where c.workspace_id = $1 and c.status = 'open' and c.controller = 'human'
         and c.assignee_id = $2 and c.waiting_since is not null) waiting
       left join mail_notices n on n.teammate_id = $2
         and n.conversation_id = waiting."conversationId" and n.kind = waiting.kind
         and n.waiting_since = waiting.since and n.mail_id is distinct from $3
     order by n.teammate_id is not null, waiting.since
     limit $4`,
    [workspaceId, teammateId, mailId, MOST_IN_A_MAIL],
  );
}

/** What these customers wrote last. */
export async function readLastWords(
  sql: Sql,
  workspaceId: string,
  conversationIds: readonly ConversationId[],
): Promise<Map<ConversationId, string>> {
  const rows = await sql.query<{ id: ConversationId; body: string }>(
    `select c.id, said.body
     from unnest($2::text[]) as c (id)
       cross join lateral (
         select m.body from messages m
         where m.workspace_id = $1 and m.conversation_id = c.id
           and m.author_kind = 'contact' and m.visibility = 'public'
         order by m.version desc limit 1) said`,
    [workspaceId, conversationIds],
  );
  return new Map(rows.map(({ id, body }) => [id, body]));
}
