// Retention removes what has fallen due, counts it once, and never touches what is open.

import type { RetentionRules } from '@baton/protocol';
import { ana } from '@baton/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { aRecord } from '../feedback/testing/recorded-decision.ts';
import { DecisionRecord } from '../escalation/index.ts';
import { accepted, aReply, workspaceId } from '../conversations/testing/desk.ts';
import { openRecordsDesk, type RecordsDesk } from './testing/records-desk.ts';

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await openRecordsDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.clear();
  await desk.database.query('delete from retention_rules');
  await desk.database.query('delete from retention_runs');
  await desk.database.query('delete from contacts');
});

const DAY_MS = 24 * 60 * 60_000;
const keepAll: RetentionRules = {
  conversationsDays: null,
  visitorsDays: null,
  decisionInputsDays: null,
  auditLogDays: null,
};
const going = new AbortController();
const apply = () => desk.records.retention.apply(workspaceId, going.signal);
const daysAgo = (days: number) => new Date(desk.clock.now().getTime() - days * DAY_MS);

async function conversation(daysOld: number, resolved: boolean) {
  const contactId = await desk.newContact();
  const { id } = await desk.start(contactId);
  accepted(await desk.ask(id, aReply(ana)));
  if (resolved) accepted(await desk.ask(id, { type: 'resolve', by: ana }));
  await desk.database.query(
    'update conversations set last_message_at = $2, updated_at = $2 where id = $1',
    [id, daysAgo(daysOld)],
  );
  return { id, contactId };
}

async function left(): Promise<string[]> {
  const rows = await desk.database.query<{ id: string }>(
    'select id from conversations order by id',
  );
  return rows.map(({ id }) => id);
}

it('removes resolved conversations that are old enough, and never an open one', async () => {
  const old = await conversation(31, true);
  const young = await conversation(29, true);
  const open = await conversation(400, false);
  await desk.database.query(
    `insert into widget_sessions (token_hash, workspace_id, ai_agent_id, contact_id, expires_at)
     select 'token', workspace_id, ai_agent_id, contact_id, now() + interval '1 day'
     from conversations where id = $1`,
    [old.id],
  );
  const rules = { ...keepAll, conversationsDays: 30 };
  const { wouldRemove } = await desk.records.retention.preview(workspaceId, rules);
  expect(wouldRemove).toEqual({
    conversations: 1,
    visitors: 0,
    decisionInputs: 0,
    auditEntries: 0,
  });
  expect(await left()).toHaveLength(3);
  await desk.records.retention.set(desk.me, rules);
  expect(await apply()).toMatchObject({ conversations: 1 });
  expect(await left()).toEqual([young.id, open.id].sort());
  // A chat that still showed it begins anew.
  expect(desk.ended).toContain(old.contactId);
  expect(await apply()).toMatchObject({ conversations: 0 });
});

it('lets a chat go on where another conversation of it is left', async () => {
  const { id, contactId } = await conversation(31, true);
  const other = await desk.start(contactId);
  expect(other.id).not.toBe(id);
  await desk.database.query(
    `insert into widget_sessions (token_hash, workspace_id, ai_agent_id, contact_id, expires_at)
     select 'goes on', workspace_id, ai_agent_id, contact_id, now() + interval '1 day'
     from conversations where id = $1`,
    [other.id],
  );
  await desk.records.retention.set(desk.me, { ...keepAll, conversationsDays: 30 });
  expect(await apply()).toMatchObject({ conversations: 1 });
  expect(await left()).toEqual([other.id]);
  const sessions = await desk.database.query(
    'select 1 from widget_sessions where contact_id = $1',
    [contactId],
  );
  expect(sessions).toHaveLength(1);
  expect(desk.ended).not.toContain(contactId);
});

it('works in small batches, and counts across runs of one day', async () => {
  for (let i = 0; i < 3; i += 1) await conversation(40, true);
  await desk.records.retention.set(desk.me, { ...keepAll, conversationsDays: 30 });
  await apply();
  await conversation(40, true);
  await apply();
  const { lastRun } = await desk.records.retention.view(workspaceId);
  expect(lastRun).toEqual({
    at: desk.clock.now().toISOString(),
    removed: { conversations: 4, visitors: 0, decisionInputs: 0, auditEntries: 0 },
  });
});

it('that is stopped in the middle goes on where it was', async () => {
  await conversation(40, true);
  await desk.records.retention.set(desk.me, { ...keepAll, conversationsDays: 30 });
  const stopped = AbortSignal.abort();
  await expect(desk.records.retention.apply(workspaceId, stopped)).rejects.toThrow('aborted');
  expect(await left()).toHaveLength(1);
  expect(await apply()).toMatchObject({ conversations: 1 });
});

it('removes visitors who never wrote, and nobody who did', async () => {
  const quiet = await desk.newContact();
  const { contactId } = await conversation(400, true);
  await desk.database.query('update contacts set last_seen_at = $1', [daysAgo(100)]);
  await desk.records.retention.set(desk.me, { ...keepAll, visitorsDays: 90 });
  expect(await apply()).toMatchObject({ visitors: 1, conversations: 0 });
  const rows = await desk.database.query<{ id: string }>('select id from contacts');
  expect(rows).toEqual([{ id: contactId }]);
  expect(rows).not.toContainEqual({ id: quiet });
});

it('does not take a visitor whose first message is just being stored', async () => {
  for (let round = 0; round < 10; round += 1) {
    const contactId = await desk.newContact();
    await desk.database.query('update contacts set last_seen_at = $1', [daysAgo(100)]);
    await desk.records.retention.set(desk.me, { ...keepAll, visitorsDays: 90 });
    const [said] = await Promise.all([desk.say({ contactId, body: 'Hello?' }), apply()]);
    const stored = await desk.database.query('select 1 from messages where author_id = $1', [
      contactId,
    ]);
    // Acknowledged is stored (law 6); else the customer was told that it was not.
    expect(stored).toHaveLength(said.kind === 'accepted' ? 1 : 0);
  }
});

it('takes the words out of old decisions, and leaves what was measured', async () => {
  const { id } = await conversation(1, true);
  const record = {
    ...aRecord('answer', 0.7, 'My name is Quetzal'),
    generation: { model: 'm', standaloneQuestion: 'Quetzal?', sentences: [{ text: 'Quetzal' }] },
  };
  for (const [n, days] of [10, 50, 60].entries()) {
    await desk.database.query(
      `insert into decisions (id, workspace_id, conversation_id, turn, outcome, record, at)
       values ($1, $2, $3, $4, 'answer', $5, $6)`,
      [`dec_${n}`, workspaceId, id, n + 1, JSON.stringify(record), daysAgo(days)],
    );
  }
  const rules = { ...keepAll, decisionInputsDays: 30 };
  const counts = async () =>
    (await desk.records.retention.preview(workspaceId, rules)).wouldRemove.decisionInputs;
  expect(await counts()).toBe(2);
  await desk.records.retention.set(desk.me, rules);
  expect(await apply()).toMatchObject({ decisionInputs: 2 });
  const rows = await desk.database.query<{ record: typeof record }>(
    'select record from decisions order by turn',
  );
  expect(rows.map(({ record }) => JSON.stringify(record).includes('Quetzal'))).toEqual([
    true,
    false,
    false,
  ]);
  expect(rows[1]?.record.confidence).toEqual(record.confidence);
  expect(rows[1]?.record.signals).toEqual(record.signals);
  // What is left is still a record of a question, of no words.
  expect(DecisionRecord.shape.question.parse(rows[1]?.record.question)).toBe('');
  expect(await counts()).toBe(0);
  expect(await apply()).toMatchObject({ decisionInputs: 0 });
});

it('prunes the audit log, which nothing else may do', async () => {
  const add = (days: number) =>
    desk.database.query(
      `insert into audit_log (workspace_id, kind, at) values ($1, 'signedIn', $2)`,
      [workspaceId, daysAgo(days)],
    );
  await add(31);
  await add(29);
  await desk.records.retention.set(desk.me, { ...keepAll, auditLogDays: 30 });
  expect(await apply()).toMatchObject({ auditEntries: 1 });
  const { query } = desk.database;
  await expect(query(`update audit_log set kind = 'x'`)).rejects.toThrow('only added to');
  await expect(query('delete from audit_log')).rejects.toThrow('only added to');
  await expect(query('truncate audit_log')).rejects.toThrow('only added to');
});

it('gives every workspace a job, once an hour', async () => {
  expect(await desk.records.retention.enqueueDue()).toBe(1);
  await apply();
  expect(await desk.records.retention.enqueueDue()).toBe(0);
  desk.clock.advance(61 * 60_000);
  expect(await desk.records.retention.enqueueDue()).toBe(1);
});
