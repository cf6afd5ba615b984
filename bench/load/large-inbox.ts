/**
 * A workspace as a few busy years leave it: two of three conversations resolved, teammates with
 * many and with few, tags, names, and messages whose words are as unevenly common as words are.
 * Made by PostgreSQL itself, without the slow indexes, which are built at the end.
 */
import type { TeammateId, WorkspaceId } from '@baton/protocol';
import pg from 'pg';

export const workspaceId = 'wsp_0000000000000000000large0' as WorkspaceId;
/** Numbers 1 to 20; the first has a third of all, the last next to none. */
export const teammate = (n: number) => `tmt_${String(n).padStart(26, '0')}` as TeammateId;

/** How often a message holds it, on the average. */
export const words = {
  inEverySecond: 'order',
  inOneOf20: 'refund',
  inOneOf400: 'voltage',
  inOneOf10000: 'marzipan',
} as const;

/** Of `conversations` conversations, each with two messages. */
export async function fillLargeInbox(url: string, conversations: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Foreign keys hold by construction here.
    await client.query(`set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '512MB'; select setseed(0.42)`);
    const indexes = await dropSlowIndexes(client);
    for (const statement of statements(conversations)) await client.query(statement);
    for (const index of indexes) await client.query(index);
    for (const table of ['contacts', 'conversations', 'messages', 'inbox_counts']) {
      await client.query(`vacuum (analyze) ${table}`);
    }
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function dropSlowIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index
     where indrelid in ('conversations'::regclass, 'messages'::regclass, 'contacts'::regclass)
       and not indisprimary
       and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

const id = (prefix: string, number: string) => `'${prefix}_' || lpad((${number})::text, 26, '0')`;
const json = (moment: string) =>
  `to_char((${moment}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function statements(conversations: number): string[] {
  return [
    `insert into workspaces (id, name) values ('${workspaceId}', 'Large')`,
    `insert into ai_agents (id, workspace_id, name, widget_key, policy)
     values (${id('agt', '1')}, '${workspaceId}', 'Bench', 'large', '{}')`,
    `insert into teammates (id, workspace_id, email, name, role, password_hash)
     select ${id('tmt', 'n')}, '${workspaceId}', 't' || n || '@large.example', 'Teammate ' || n,
       'teammate', '-' from generate_series(1, 20) n`,
    `insert into contacts (id, workspace_id, name, email)
     select ${id('con', 'n')}, '${workspaceId}',
       first[1 + n % 97] || ' ' || last[1 + (n / 97) % 89] || 'son',
       lower(first[1 + n % 97]) || '.' || n || '@customer.example'
     from generate_series(1, ${conversations}) n,
       (select array_agg(initcap(substr(md5('f' || k), 1, 3) || 'ina')) as first
        from generate_series(1, 97) k) firsts,
       (select array_agg(initcap(translate(substr(md5('l' || k), 1, 5), '0123456789', 'ghijklmnop')))
          as last from generate_series(1, 89) k) lasts`,
    // Where each stands, first: the state is written from it.
    `create temporary table made as
     select n, roll, ${id('cnv', 'n')} as id,
       case when roll < 0.67 then 'resolved' when roll < 0.70 then 'snoozed' else 'open' end
         as status,
       case when roll < 0.35 then 'ai' when roll < 0.70 then 'human' when roll < 0.85 then 'ai'
            when roll < 0.86 then 'queue' else 'human' end as controller,
       ${id('tmt', '1 + floor(20 * power(random(), 3))::int')} as teammate,
       now() - (${conversations} - n) * interval '90 seconds' as at,
       coalesce((select array_agg(distinct 'tag-' || floor(50 * power(random(), 2))::int)
                 from generate_series(1, n % 5)), '{}') as tags
     from (select n, random() as roll from generate_series(1, ${conversations}) n) rolled`,
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, assignee_id, waiting_since, snoozed_until, ai_owes_turn, tags, last_message_at,
       created_at, updated_at)
     select m.id, '${workspaceId}', ${id('agt', '1')}, contact.id, 6,
       jsonb_build_object(
         'version', 6, 'turn', 2,
         'standing', jsonb_build_object('status', m.status, 'control',
           case m.controller
             when 'ai' then '{"by":"ai","owesTurn":null}'::jsonb
             when 'queue' then jsonb_build_object('by', 'queue', 'since', ${json('m.at')})
             else jsonb_build_object('by', 'human', 'teammateId', m.teammate) end)
           || case m.status when 'snoozed'
                then jsonb_build_object('until', ${json(`m.at + interval '9 days'`)})
                else '{}' end,
         'unanswered', case when m.controller = 'queue'
           then jsonb_build_object('since', ${json('m.at')}, 'version', 5) end,
         'episode', '{"number":1,"startsAt":1,"handoffReasons":["low_confidence"]}'::jsonb,
         'aiAgentId', ${id('agt', '1')},
         'contact', jsonb_build_object('id', contact.id, 'name', contact.name,
           'email', contact.email),
         'tags', to_jsonb(m.tags),
         'preview', jsonb_build_object('author', 'contact', 'text', repeat('Where is it? ', 8)),
         'lastMessageAt', ${json('m.at')}, 'createdAt', ${json('m.at')},
         'changedAt', ${json('m.at')}),
       m.status, m.controller, case when m.controller = 'human' then m.teammate end,
       case when m.controller = 'queue' then m.at end,
       case when m.status = 'snoozed' then m.at + interval '9 days' end,
       null, m.tags, m.at, m.at, m.at
     from made m join contacts contact on contact.id = ${id('con', 'm.n')}`,
    `create temporary table sentences as
     select s, (select string_agg(
         translate(substr(md5('w' || floor(3000 * power(random(), 3))::int), 1, 6),
           '0123456789', 'ghijklmnop'), ' ')
         from generate_series(1, 8 + s % 8))
       || case when random() < 0.29 then ' order' else '' end
       || case when random() < 0.025 then ' refund' else '' end as text
     from generate_series(0, 19999) s`,
    'alter table sentences add primary key (s)',
    `insert into messages (id, workspace_id, conversation_id, version, turn, author_kind, author_id,
       visibility, client_message_id, body, at)
     select ${id('msg', 'made.n * 2 + k')}, '${workspaceId}', made.id, 2 + k * 3, 1 + k, 'contact',
       ${id('con', 'made.n')}, 'public', 'client_' || made.n || '_' || k,
       one.text || ' ' || other.text || ' LM-' || made.n
         || case when random() < 0.0025 then ' voltage' else '' end
         || case when random() < 0.0001 then ' marzipan' else '' end,
       made.at - (1 - k) * interval '5 minutes'
     from made, generate_series(0, 1) k,
       lateral (select text from sentences where s = (made.n::bigint * 7919 + k * 104729) % 20000) one,
       lateral (select text from sentences where s = (made.n::bigint * 15485863 + k) % 20000) other
     order by made.n, k`,
    `insert into inbox_counts (workspace_id, bucket, count)
     select '${workspaceId}', bucket, count(*)
     from made, unnest(case when status <> 'open' then '{}'
       when controller = 'ai' then array['ai', 'open']
       when controller = 'queue' then array['open', 'waiting']
       else array['open', 'assigned:' || teammate] end::text[]) bucket
     group by bucket`,
    `insert into feed (workspace_id, type, data)
     select '${workspaceId}', 'bench', '{}' from generate_series(1, 20000)`,
    'drop table made, sentences',
  ];
}
