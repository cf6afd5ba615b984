/** "No notification on handoff": on a real database, with a real mail server that has moods. */
import { ana, ben } from '@baton/testkit';
import { eventually } from '@baton/testkit/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accepted, aReply, workspaceId } from '../conversations/testing/desk.ts';
import { type MailDesk, openMailDesk } from './testing/mail-desk.ts';
import { startMailServer } from './testing/mail-server.ts';

const [anaMail, benMail] = ['teammate0@lumen.example', 'teammate1@lumen.example'];
const both = [anaMail, benMail];

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(() => desk.begin());
afterAll(() => desk.close());

const jobsLeft = async () =>
  (await desk.database.query('select 1 from jobs where failed_at is null')).length;
const allIsDone = () => eventually(async () => expect(await jobsLeft()).toBe(0));
const everybodyRested = () => desk.database.query('update mails set rests_until = null');

describe('a customer who was handed off', () => {
  it('is told to everybody whose inbox is open nowhere, once', async () => {
    const id = await desk.handedOff(3);
    const baton = desk.aBaton();
    baton.work();
    expect(await baton.notifications.sweep(10)).toBe(2);
    await allIsDone();
    expect(desk.mailedTo()).toEqual(both);
    expect(desk.server.taken[0]?.raw).toContain(`/inbox/waiting/${id}`);
    expect(desk.ends).toEqual([
      ['waiting', 'sent'],
      ['waiting', 'sent'],
    ]);
    await everybodyRested();
    expect(await baton.notifications.sweep(10)).toBe(0);
  });

  it('is told to nobody before the time, and to nobody who has the inbox open', async () => {
    const { notifications } = desk.aBaton();
    await desk.handedOff(1);
    expect(await notifications.sweep(10)).toBe(0);
    await desk.handedOff(3);
    await desk.isThere(ana);
    await desk.isThere(ben);
    expect(await notifications.sweep(10)).toBe(0);
    await notifications.setWhen({ workspaceId, teammateId: ana }, 'always');
    expect(await notifications.sweep(10)).toBe(1);
  });

  it('is told after as long as the workspace says', async () => {
    const { notifications } = desk.aBaton();
    const whose = { workspaceId, teammateId: ana };
    await notifications.setRules(whose, { afterMinutes: 30, quoteCustomer: false });
    await desk.handedOff(29);
    expect(await notifications.sweep(10)).toBe(0);
    await desk.handedOff(31);
    expect(await notifications.sweep(10)).toBe(2);
  });

  it('is told to no disabled teammate, and to none who wants no mail, also when that came later', async () => {
    const baton = desk.aBaton();
    await desk.handedOff(3);
    expect(await baton.notifications.sweep(10)).toBe(2);
    await desk.database.query('update teammates set disabled_at = now() where id = $1', [ana]);
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    baton.work();
    await allIsDone();
    expect(desk.mailedTo()).toEqual([]);
    expect(await baton.notifications.sweep(10)).toBe(0);
    expect(await desk.database.query('select 1 from mails')).toEqual([]);
  });
});

describe('taken care of meanwhile', () => {
  it.each<[string, (id: Awaited<ReturnType<MailDesk['handedOff']>>) => Promise<unknown>]>([
    ['claimed', (id) => desk.ask(id, { type: 'claim', by: ben })],
    ['answered', (id) => desk.ask(id, aReply(ben))],
    ['resolved', (id) => desk.ask(id, { type: 'resolve', by: ben })],
    ['erased', (id) => desk.database.query('delete from conversations where id = $1', [id])],
  ])('%s: no mail', async (_, meanwhile) => {
    const id = await desk.handedOff(3);
    const baton = desk.aBaton();
    expect(await baton.notifications.sweep(10)).toBe(2);
    await meanwhile(id);
    baton.work();
    await allIsDone();
    expect(desk.mailedTo()).toEqual([]);
    expect(await desk.database.query('select 1 from mails')).toEqual([]);
  });

  it('by opening the inbox: no mail; and one, when they go away and it still waits', async () => {
    await desk.handedOff(3);
    const baton = desk.aBaton();
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    expect(await baton.notifications.sweep(10)).toBe(1);
    await desk.isThere(ana);
    baton.work();
    await allIsDone();
    expect(desk.mailedTo()).toEqual([]);
    await desk.database.query(
      `update teammate_presence set away_since = now() - interval '1 hour'`,
    );
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(desk.mailedTo()).toEqual([anaMail]);
  });
});

describe('a conversation that somebody has', () => {
  it('is told to them alone, when its customer waits; and again when they wait again', async () => {
    const id = await desk.handedOff(1);
    accepted(await desk.ask(id, { type: 'claim', by: ana }));
    await desk.longAgo(id, 5);
    const baton = desk.aBaton();
    baton.work();
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(desk.mailedTo()).toEqual([anaMail]);
    expect(desk.server.taken[0]?.raw).toContain('waits for your answer');

    accepted(await desk.ask(id, aReply(ana)));
    await everybodyRested();
    expect(await baton.notifications.sweep(10)).toBe(0);
    const { contact } = (await desk.stored(id)).state;
    await desk.say({ conversationId: id, contactId: contact.id, body: 'And now?' });
    await desk.longAgo(id, 4);
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(desk.mailedTo()).toEqual([anaMail, anaMail]);
  });
});

describe('many at once', () => {
  it('are one mail, and what comes within ten minutes waits for the next', async () => {
    const baton = desk.aBaton();
    baton.work();
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    for (const minutes of [3, 4, 5]) await desk.handedOff(minutes);
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(desk.server.taken[0]?.raw).toMatch(/^Subject: .*3 customers wait/m);
    await desk.handedOff(3);
    expect(await baton.notifications.sweep(10)).toBe(0);
    await desk.database.query(
      `update mails set rests_until = rests_until - interval '601 seconds'`,
    );
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(desk.server.taken).toHaveLength(2);
    expect(desk.server.taken[1]?.raw).toMatch(/^Subject: .*waits for a person/m);
  });

  it('a backlog that was there before there was mail is one mail, which counts them all', async () => {
    await manyWait(150);
    const baton = desk.aBaton();
    baton.work();
    expect(await baton.notifications.sweep(10)).toBe(2);
    await allIsDone();
    expect(desk.mailedTo()).toEqual(both);
    for (const { raw } of desk.server.taken) {
      expect(raw).toMatch(/^Subject: .*: 150 customers wait/m);
      expect(raw).toContain('And 140 more.');
    }
    await everybodyRested();
    expect(await baton.notifications.sweep(10)).toBe(0);
  });

  it('what goes wrong with the mail of one keeps nobody else from theirs', async () => {
    await desk.handedOff(3);
    const { notifications } = desk.aBaton();
    await desk.database.query(
      `alter table mails add constraint not_today check (teammate_id <> '${ana}')`,
    );
    try {
      expect(await notifications.sweep(10)).toBe(1);
    } finally {
      await desk.database.query('alter table mails drop constraint not_today');
    }
    const left = await desk.database.query('select teammate_id from mails');
    expect(left).toEqual([{ teammate_id: ben }]);
  });

  it('three servers that look and work at the same time send each teammate one mail', async () => {
    for (const minutes of [3, 4, 5]) await desk.handedOff(minutes);
    const batons = [1, 2, 3].map(() => desk.aBaton());
    for (const baton of batons) baton.work();
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(batons.map(({ notifications }) => notifications.sweep(10)));
    }
    await allIsDone();
    expect(desk.mailedTo()).toEqual(both);
  });
});

describe('a mail server', () => {
  it('that is busy for a while gets one mail in the end, with all that came meanwhile', async () => {
    const baton = desk.aBaton();
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    await desk.handedOff(3);
    desk.server.mood = 'busy';
    expect(await baton.notifications.sweep(10)).toBe(1);
    const before = baton.work();
    await eventually(() => expect(desk.server.tried).toBeGreaterThan(1));
    await before.stop();
    const [job] = await desk.database.query<{ last_error: string }>('select last_error from jobs');
    expect(job?.last_error).toMatch(/^The mail server: [^@]+ \(451 to RCPT TO\)\.$/);
    expect(desk.server.taken).toEqual([]);
    // Every attempt may have been used up by now: then the next look makes another mail.
    await everybodyRested();
    await desk.handedOff(4);
    desk.server.mood = 'takes';
    await baton.notifications.sweep(10);
    baton.work();
    await allIsDone();
    expect(desk.mailedTo()).toEqual([anaMail]);
    expect(desk.server.taken[0]?.raw).toMatch(/^Subject: .*2 customers wait/m);
  });

  it('that is away until every attempt is used up: another mail is made while they wait', async () => {
    const gone = await startMailServer();
    await gone.close();
    const baton = desk.aBaton(gone);
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    await desk.handedOff(3);
    baton.work();
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(desk.ends).toEqual([['waiting', 'failed']]);
    const [failed] = await desk.database.query<{ last_error: string }>(
      'select last_error from jobs where failed_at is not null',
    );
    expect(failed?.last_error).toMatch(/^The mail server: it cannot be reached/);
    expect(await baton.notifications.of({ workspaceId, teammateId: ana })).toMatchObject({
      trouble: 'failed',
    });
    expect(await baton.notifications.sweep(10)).toBe(0);
    await everybodyRested();
    const back = await startMailServer({ port: gone.port });
    expect(await baton.notifications.sweep(10)).toBe(1);
    await allIsDone();
    expect(back.taken).toHaveLength(1);
    await back.close();
  });

  it('that refuses a mailbox is asked once, and not again before tomorrow', async () => {
    const baton = desk.aBaton();
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    await desk.handedOff(3);
    desk.server.mood = 'refuses';
    baton.work();
    await baton.notifications.sweep(10);
    await allIsDone();
    expect(desk.server.tried).toBe(1);
    expect(desk.ends).toEqual([['waiting', 'refused']]);
    expect(await baton.notifications.of({ workspaceId, teammateId: ana })).toMatchObject({
      trouble: 'refused',
    });
    expect(await baton.notifications.sweep(10)).toBe(0);
  });

  it('never sees a header that a customer or a teammate made up', async () => {
    const nasty = 'Eve\r\nBcc: everybody@lumen.example\r\n\r\nHello';
    const id = await desk.handedOff(3);
    await desk.database.query(
      `update conversations set state = jsonb_set(state, '{contact,name}', $2) where id = $1`,
      [id, JSON.stringify(nasty)],
    );
    await desk.database.query('update teammates set name = $1 where id = $2', [nasty, ana]);
    await desk.database.query('update workspaces set name = $1', [nasty]);
    const baton = desk.aBaton();
    baton.work();
    await baton.notifications.sweep(10);
    await allIsDone();
    expect(desk.mailedTo()).toEqual(both);
    for (const { raw, from } of desk.server.taken) {
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(from).toBe('baton@lumen.example');
      expect(head).not.toMatch(/^bcc:/im);
      expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
      expect(head).toMatch(/^List-Unsubscribe: <https:\/\/support\.example\/settings\/profile>$/m);
      expect(head).toMatch(/^Message-ID: <mal_\w+@lumen\.example>$/m);
    }
    await desk.database.query(`update workspaces set name = 'Lumen'`);
    await desk.database.query(`update teammates set name = 'Teammate 0' where id = $1`, [ana]);
  });
});

describe('what a customer wrote', () => {
  it('is in a mail only where the workspace allows it, and stays in no table of ours', async () => {
    const baton = desk.aBaton();
    baton.work();
    await baton.notifications.setWhen({ workspaceId, teammateId: ben }, 'never');
    await desk.handedOff(3);
    await baton.notifications.sweep(10);
    await allIsDone();
    expect(desk.server.taken[0]?.raw).not.toContain('Where is my order');

    const whose = { workspaceId, teammateId: ana };
    await baton.notifications.setRules(whose, { afterMinutes: 2, quoteCustomer: true });
    await everybodyRested();
    await desk.handedOff(3);
    await baton.notifications.sweep(10);
    await allIsDone();
    expect(desk.server.taken[1]?.raw).toContain('Where is my order');
    for (const table of ['mails', 'mail_notices', 'jobs']) {
      const [kept] = await desk.database.query<{ rows: string }>(
        `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t`,
      );
      expect(kept?.rows).not.toContain('order');
      expect(kept?.rows).not.toContain('lumen.example');
    }
  });
});

/** Since an hour, without a name. */
const manyWait = (waiting: number) =>
  desk.database.query(
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, waiting_since, last_message_at, created_at, updated_at)
     select 'cnv_' || n, workspace_id, ai_agent_id, contact_id, 1, '{}', 'open', 'queue',
       now() - interval '1 hour', now(), now(), now()
     from (select a.workspace_id, a.id as ai_agent_id, c.id as contact_id
           from ai_agents a join contacts c on c.workspace_id = a.workspace_id limit 1) one,
       generate_series(1, $1::int) n`,
    [waiting],
  );
