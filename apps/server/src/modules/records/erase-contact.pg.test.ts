// Erasure amid everything else: what is written at the same moment resurrects nobody, and nothing
// else is touched.

import type { ContactId, ConversationId } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { somebodyWaits } from '../../platform/database/testing/somebody-waits.ts';
import { readFeed } from '../../platform/feed/index.ts';
import {
  accepted,
  aHandoff,
  aiAgentId,
  anAnswer,
  aReply,
  newClientMessageId,
  scope,
  workspaceId,
} from '../conversations/testing/desk.ts';
import { ana } from '@baton/testkit';
import { openRecordsDesk, type RecordsDesk } from './testing/records-desk.ts';

let desk: RecordsDesk;
beforeAll(async () => {
  desk = await openRecordsDesk();
});
afterAll(() => desk.close());

/** The feed hands out what is older than every transaction of the server, others' too. */
const patient = { timeout: 20_000 };
const times = (n: number) => Array.from({ length: n }, (_, i) => i);

async function badges(): Promise<Record<string, number>> {
  const rows = await desk.database.query<{ bucket: string; count: number }>(
    'select bucket, count from inbox_counts where count <> 0 order by bucket',
  );
  return Object.fromEntries(rows.map(({ bucket, count }) => [bucket, count]));
}

/** What the badges should say, counted afresh. */
async function counted(): Promise<Record<string, number>> {
  const rows = await desk.database.query<{ bucket: string; count: number }>(
    `select bucket, count(*)::int as count from (
       select unnest(array_remove(array['open',
         case controller when 'ai' then 'ai' when 'queue' then 'waiting' end,
         'assigned:' || assignee_id], null)) as bucket
       from conversations where status = 'open') one group by bucket order by bucket`,
  );
  return Object.fromEntries(rows.map(({ bucket, count }) => [bucket, count]));
}

async function feedOf(conversationId: ConversationId) {
  const page = await readFeed(desk.database, {
    workspaceId,
    conversationId,
    after: '0.0',
    limit: 1_000,
  });
  if (page.kind !== 'page') throw new Error(page.reason);
  return page.entries;
}

describe('erasing a contact', () => {
  it('is not undone by messages, answers and names that arrive meanwhile', async () => {
    const erased: ContactId[] = [];
    // First, last, and twice in the middle of the others.
    for (const place of [0, 4, 7, 10]) {
      const words = `kangaroo-${place}`;
      const contactId = await desk.newContact();
      erased.push(contactId);
      const { id, turn } = await desk.start(contactId);
      const racers: (() => Promise<unknown>)[] = [
        ...times(4).map(() => () => desk.say({ contactId, body: words })),
        ...times(2).map(
          () => () =>
            desk.say({
              contactId,
              conversationId: id,
              body: words,
              clientMessageId: newClientMessageId(),
            }),
        ),
        () => desk.ask(id, { ...anAnswer(turn), body: words } as never),
        () => desk.ask(id, aHandoff(turn)),
        () => desk.ask(id, { ...aReply(ana), body: words } as never),
        () =>
          desk.conversations.identifyContact(scope, contactId, aiAgentId, {
            name: words,
            email: null,
          }),
      ];
      racers.splice(place, 0, () => desk.erase(contactId));
      const results = await Promise.allSettled(racers.map((race) => race()));
      // A name may have come first: then it is what must be typed.
      await desk.erase(contactId, words);
      for (const result of results) expect(result).toMatchObject({ status: 'fulfilled' });
    }
    expect(await desk.tablesWith('kangaroo')).toEqual([]);
    for (const contactId of erased) expect(await desk.tablesWith(contactId)).toEqual(['audit_log']);
    expect(await badges()).toEqual(await counted());
  });

  it('makes a conversation that is just beginning wait, and leaves nothing of it', async () => {
    const contactId = await desk.newContact();
    let begun: Promise<unknown> = Promise.resolve();
    desk.during(async () => {
      begun = desk.say({ contactId, body: 'wallaby' });
      await somebodyWaits(desk.database, begun);
    });
    expect(await desk.erase(contactId)).toMatchObject({ conversations: 0 });
    expect(await begun).toMatchObject({ kind: 'refused', code: 'not_found' });
    expect(await desk.tablesWith('wallaby')).toEqual([]);
    expect(await badges()).toEqual(await counted());
  });

  it('leaves everybody else as they were, and their feed', async () => {
    const theirs = await desk.newContact();
    const other = await desk.start(theirs);
    const before = await desk.stored(other.id);
    const gone = await desk.newContact();
    const { id } = await desk.start(gone);
    expect(await desk.erase(gone)).toMatchObject({ conversations: 1, messages: 1 });
    expect(await desk.stored(other.id)).toEqual(before);
    expect(desk.ended).toContain(gone);
    await expect.poll(async () => (await feedOf(id)).length, patient).toBe(2);
    // Whoever comes with an old cursor hears that it was removed, and nothing of what was said.
    for (const { type, data } of await feedOf(id)) {
      expect([type, data]).toEqual(['conversation.removed', { conversationId: id }]);
    }
    await expect.poll(async () => (await feedOf(other.id)).length, patient).toBe(1);
    expect((await feedOf(other.id))[0]?.type).toBe('conversation.changed');
  });

  it('removes the jobs of their conversations', async () => {
    const contactId = await desk.newContact();
    const { id } = await desk.start(contactId);
    await desk.database.query(
      `insert into jobs (workspace_id, kind, key, payload)
       values ($1, 'some.kind', $2, jsonb_build_object('conversationId', $2::text))`,
      [workspaceId, id],
    );
    await desk.erase(contactId);
    const left = await desk.database.query('select 1 from jobs where key = $1', [id]);
    expect(left).toHaveLength(0);
  });

  it('done again does nothing more, and is written down once, without what was erased', async () => {
    const contactId = await desk.newContact();
    await desk.conversations.identifyContact(scope, contactId, aiAgentId, {
      name: 'Zelda Quint',
      email: 'zelda@home.example',
    });
    accepted(await desk.say({ contactId }));
    expect(await desk.erase(contactId, 'somebody else')).toMatchObject({ code: 'invalid_input' });
    const first = await desk.erase(contactId, ' ZELDA@home.example');
    expect(first).toMatchObject({ conversations: 1, messages: 1 });
    expect(await desk.erase(contactId, '')).toMatchObject({ conversations: 0, messages: 0 });
    const log = await desk.database.query<{ details: object; subject_name: string | null }>(
      `select details, subject_name from audit_log
       where kind = 'contactErased' and subject_id = $1`,
      [contactId],
    );
    expect(log).toEqual([{ details: { conversations: 1, messages: 1 }, subject_name: null }]);
    expect(await desk.tablesWith('zelda')).toEqual([]);
  });

  it('finds nobody of another workspace', async () => {
    const contactId = await desk.newContact();
    const elsewhere = { ...desk.me, workspaceId: 'wsp_of_somebody_else' as typeof workspaceId };
    expect(await desk.records.contacts.erase(elsewhere, contactId, 'erase')).toMatchObject({
      code: 'not_found',
    });
    expect(await desk.erase(contactId)).toMatchObject({ conversations: 0 });
  });
});
