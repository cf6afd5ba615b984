/** What teammates and workspaces have chosen; without a row, the defaults. */
import {
  DEFAULT_MAIL_RULES,
  DEFAULT_MAIL_WHEN,
  type MailRules,
  type MailWhen,
  type NotificationsView,
  type TeammateId,
  type WorkspaceId,
} from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';

export interface Whose {
  workspaceId: WorkspaceId;
  teammateId: TeammateId;
}

export async function readSettings(
  sql: Sql,
  { workspaceId, teammateId }: Whose,
): Promise<Omit<NotificationsView, 'available'>> {
  const [row] = await sql.query<{
    when: MailWhen | null;
    afterMinutes: number | null;
    quoteCustomer: boolean | null;
    trouble: NotificationsView['trouble'];
  }>(
    `select w.mail_when as "when", r.after_minutes as "afterMinutes",
            r.quote_customer as "quoteCustomer",
            case when last.state <> 'sent' and last.ended_at > now() - interval '1 day'
              then last.state end as trouble
     from (select 1) as always
       left join mail_wishes w on w.workspace_id = $1 and w.teammate_id = $2
       left join mail_rules r on r.workspace_id = $1
       left join lateral (
         select m.state, m.ended_at from mails m
         where m.workspace_id = $1 and m.teammate_id = $2 and m.state <> 'waiting'
         order by m.made_at desc limit 1) last on true`,
    [workspaceId, teammateId],
  );
  return {
    when: row?.when ?? DEFAULT_MAIL_WHEN,
    trouble: row?.trouble ?? null,
    rules: {
      afterMinutes: row?.afterMinutes ?? DEFAULT_MAIL_RULES.afterMinutes,
      quoteCustomer: row?.quoteCustomer ?? DEFAULT_MAIL_RULES.quoteCustomer,
    },
  };
}

export async function writeWhen(
  sql: Sql,
  { workspaceId, teammateId }: Whose,
  when: MailWhen,
): Promise<void> {
  await sql.query(
    `insert into mail_wishes (teammate_id, workspace_id, mail_when) values ($2, $1, $3)
     on conflict (teammate_id) do update
       set mail_when = excluded.mail_when, updated_at = now()
       where mail_wishes.workspace_id = $1`,
    [workspaceId, teammateId, when],
  );
}

export async function writeRules(
  sql: Sql,
  workspaceId: WorkspaceId,
  { afterMinutes, quoteCustomer }: MailRules,
): Promise<void> {
  await sql.query(
    `insert into mail_rules (workspace_id, after_minutes, quote_customer) values ($1, $2, $3)
     on conflict (workspace_id) do update
       set after_minutes = excluded.after_minutes, quote_customer = excluded.quote_customer,
           updated_at = now()`,
    [workspaceId, afterMinutes, quoteCustomer],
  );
}
