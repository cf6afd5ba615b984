/** What is looked for every few seconds is found by index, however many conversations there are. */
import { ana } from '@baton/testkit';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findStrandedRuns } from '../modules/answering/actions/find-stranded-runs.ts';
import {
  findAbandoned,
  findDueToWake,
  findHeldBy,
  findStranded,
} from '../modules/conversations/store/find-for-sweeper.ts';
import {
  aiAgentId,
  contactId,
  furnish,
  teammates,
  workspaceId,
} from '../modules/conversations/testing/desk.ts';
import { findRecipients } from '../modules/notifications/waits-store.ts';
import { findOverdue } from '../modules/routing/sweep.ts';
import type { Database, Sql } from '../platform/database/index.ts';

const MANY = 5_000;
const [, disabled = ana] = teammates;

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
  await furnish(database);
  await database.query(
    `insert into teammates (id, workspace_id, email, name, role, password_hash)
     select 'tmt_' || n, $1, n || '@many.example', 'Many', 'teammate', 'none'
     from generate_series(0, 19) n`,
    [workspaceId],
  );
  await database.query(
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, assignee_id, snoozed_until, waiting_since, last_message_at, created_at, updated_at)
     select 'cnv_' || n, $1, $2, $3, 1, '{}',
       case when n % 10 = 0 then 'open' when n % 10 = 1 then 'snoozed' else 'resolved' end,
       'human', 'tmt_' || n / 10 % 20, case when n % 10 = 1 then now() + interval '1 day' end,
       case when n % 10 = 0 then now() end, now(), now(), now()
     from generate_series(1, $4::int) n`,
    [workspaceId, aiAgentId, contactId, MANY],
  );
  await database.query(
    `insert into action_runs (id, workspace_id, ai_agent_id, conversation_id, contact_id,
       action_version, definition, state, at)
     select 'run_' || n, $1, $2, 'cnv_' || n, $3, 1, '{}', 'succeeded', now()
     from generate_series(1, $4::int) n`,
    [workspaceId, aiAgentId, contactId, MANY],
  );
  await database.query('update teammates set disabled_at = now() where id = $1', [disabled]);
  await database.query('vacuum analyze');
});
afterAll(() => testDatabase.drop());

/** Blocks that the statements of this reading touch. */
async function blocks(reading: (sql: Sql) => Promise<unknown>): Promise<number> {
  let touched = 0;
  await reading({
    async query(text, params) {
      const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
        `explain (analyze, buffers, format json) ${text}`,
        params,
      );
      const plan = row?.['QUERY PLAN'][0].Plan ?? {};
      touched += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
      return [];
    },
  });
  return touched;
}

it.each<[string, (sql: Sql) => Promise<unknown>]>([
  [
    'answers that are owed without a job',
    (sql) => findStranded(sql, { olderThan: new Date(), jobKind: 'answering.turn', limit: 100 }),
  ],
  ['snoozed conversations that are due', (sql) => findDueToWake(sql, new Date(), 100)],
  ['what somebody holds who was disabled', (sql) => findAbandoned(sql, 100)],
  ['what one teammate holds', (sql) => findHeldBy(sql, workspaceId, disabled)],
  ['customers whom a teammate lets wait for too long', (sql) => findOverdue(sql, 100)],
  ['runs of actions without a job', (sql) => findStrandedRuns(sql, { since: null, limit: 100 })],
])('%s: a few blocks are read among thousands of rows', async (_, reading) => {
  const touched = await blocks(reading);
  expect(touched).toBeGreaterThan(0);
  expect(touched).toBeLessThan(150);
});

it('teammates to be told by mail: of customers of whom all were told, no state is opened', async () => {
  // So large that a state lies apart from its row, as those of real conversations do.
  await database.query(
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, waiting_since, last_message_at, created_at, updated_at)
     select 'cnv_told_' || n, $1, $2, $3, 1,
       (select jsonb_build_object('said', string_agg(md5(n::text || m::text), ''))
        from generate_series(1, 800) m),
       'open', 'queue', now() - interval '1 hour', now(), now(), now()
     from generate_series(1, 500) n`,
    [workspaceId, aiAgentId, contactId],
  );
  await database.query(
    `with wishes as (
       insert into mail_wishes (teammate_id, workspace_id, mail_when)
       select id, workspace_id, 'always' from teammates where id like 'tmt_%' and disabled_at is null
       returning teammate_id, workspace_id),
     told as (
       insert into mails (id, workspace_id, teammate_id, state, ended_at)
       select 'mal_' || teammate_id, workspace_id, teammate_id, 'sent', now() from wishes
       returning id, workspace_id, teammate_id)
     insert into mail_notices
       (workspace_id, teammate_id, mail_id, conversation_id, kind, waiting_since)
     select t.workspace_id, t.teammate_id, t.id, c.id, 'queue', c.waiting_since
     from told t join conversations c on c.id like 'cnv_told_%'`,
  );
  await database.query('vacuum analyze');
  expect(await findRecipients(database, 100)).toEqual([]);
  // Some 20 teammates and 500 who wait: two blocks of an index for each pair where the planner asks one
  // by one (PostgreSQL 15), 300 in all where it does not (18). Every state opened: four times the former.
  const touched = await blocks((sql) => findRecipients(sql, 100));
  expect(touched).toBeGreaterThan(0);
  expect(touched).toBeLessThan(40_000);
});
