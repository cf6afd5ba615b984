/** Every migration since the last release may run while that release is serving. */
import { readMigrations } from '@baton/server/platform';
import { expect, it } from 'vitest';
import { judgeMigration, tablesOf } from './judge-migration.ts';
import { latestRelease } from './release.ts';

/** Judged by a person: the beginning of the statement, and why it is no harm. */
const excused: Record<string, string> = {
  // Minutes at millions of contacts: docs/operations.md says how to make it beforehand.
  'create index if not exists contacts_parts on contacts': 'an operator makes it beforehand',
  // One row for each use of an action, which most conversations never see.
  'create index action_runs_in_conversation on action_runs': 'a small table',
  'create index action_runs_of_contact on action_runs': 'a small table',
  'create index if not exists action_runs_running on action_runs':
    'read once; can be made beforehand (operations.md)',
  // 0.8 s at a million conversations, of which few are snoozed and somebody's.
  'create index if not exists conversations_snoozed_held on conversations':
    'an operator makes it beforehand',
  'create index if not exists conversations_kept_waiting on conversations':
    'an operator makes it beforehand',
};

it('each migration since the last release adds, and holds no table for long', async () => {
  const { migrationsFolder } = await latestRelease();
  const released = await readMigrations(migrationsFolder);
  const known = new Set(released.flatMap(({ sql }) => tablesOf(sql)));
  expect(known).toContain('conversations');
  const names = new Set(released.map(({ name }) => name));
  const later = (await readMigrations()).filter(({ name }) => !names.has(name));
  const found = later.flatMap(({ name, sql }) =>
    judgeMigration(sql, known)
      .filter(({ statement }) => !Object.keys(excused).some((each) => statement.startsWith(each)))
      .map(({ statement, why }) => `${name}: ${statement.slice(0, 90)} … ${why}`),
  );
  expect(found).toEqual([]);
});

it('what was released is not changed any more', async () => {
  const { migrationsFolder } = await latestRelease();
  const now = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of await readMigrations(migrationsFolder)) {
    expect(now.get(name), name).toBe(checksum);
  }
});

const known = new Set(['messages', 'contacts']);

it.each([
  'drop table contacts',
  'drop function counted()',
  'alter table messages drop column body',
  'alter table messages rename column body to text',
  'alter table contacts rename to people',
  'alter table messages alter column turn type bigint',
  'alter table messages alter column body set not null',
  'alter table messages add column lang text not null',
  'alter table messages add column token uuid default gen_random_uuid()',
  'alter table messages add column thread text references threads',
  'alter table messages add constraint short check (length(body) < 10)',
  'alter table messages add unique (body)',
  'create index messages_by_lang on messages (lang)',
  'create unique index concurrently messages_once on messages (body)',
  'create trigger told after insert on messages for each row execute function tell()',
  "update messages set lang = 'en'",
  'delete from contacts where email is null',
  'insert into contacts (id) select id from messages',
  'lock table messages',
  'alter table messages force row level security',
  'do $$ begin create index messages_by_lang on messages (lang); end $$',
  'do $$ begin if true then drop table contacts; end if; end $$',
])('is found: %s', (sql) => {
  expect(judgeMigration(sql, known)).toHaveLength(1);
});

it.each([
  'create table threads (id text primary key, message text not null references messages)',
  'create index threads_by_message on threads (message)',
  'alter table threads drop column message',
  'alter table messages add column lang text',
  "alter table messages add column lang text not null default 'en'",
  "alter table messages add column lang text default 'en' not null",
  'alter table messages add constraint short check (length(body) < 10) not valid',
  'alter table messages alter column turn drop not null',
  'create or replace function f() returns int language sql as $$ delete from messages; select 1 $$',
  '-- drop table contacts\nselect 1',
  'alter table messages enable row level security',
])('is fine: %s', (sql) => {
  expect(judgeMigration(sql, known)).toEqual([]);
});
