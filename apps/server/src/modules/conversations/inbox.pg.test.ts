/** What teammates, customers and the sweeper read, on a real database. */
import {
  ContactSnapshot,
  ConversationOpened,
  ConversationPage,
  type ConversationId,
  type InboxView,
  type TeammateId,
} from '@baton/protocol';
import { ana, ben, createTestClock, idOf, ids } from '@baton/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acrossWorkspaces } from '../../platform/database/index.ts';
import { currentStanding } from '../../platform/database/standing.ts';
import type { ListRequest } from './conversations.ts';
import { formatPage } from './store/page-token.ts';
import {
  accepted,
  aHandoff,
  aiAgentId,
  anAnswer,
  aReply,
  type Desk,
  newClientMessageId,
  openDesk,
  scope,
  workspaceId,
} from './testing/desk.ts';

const clock = createTestClock();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    clock: {
      now: () => {
        clock.advance(1_000);
        return clock.now();
      },
    },
  });
});
beforeEach(() => desk.clear());
afterAll(() => desk.close());

const names = {
  teammate: (id: TeammateId) => (id === ana ? 'Ana' : 'Ben'),
  aiAgentName: 'Lumi',
};

async function list(view: InboxView, changes: Partial<ListRequest> = {}) {
  const request = { view, teammateId: ana, page: null, q: null, limit: 50, ...changes };
  const page = await desk.conversations.list(scope, request);
  if ('kind' in page) throw new Error(page.detail);
  return page;
}

const idsOf = async (view: InboxView, changes: Partial<ListRequest> = {}) =>
  (await list(view, changes)).conversations.map(({ id }) => id);

async function startMany(n: number): Promise<ConversationId[]> {
  const started = [];
  for (let i = 0; i < n; i += 1) started.push((await desk.start()).id);
  return started;
}

describe('the inbox lists', () => {
  it('each conversation where it belongs, with badges to match', async () => {
    const [withAi, queued, mine, theirs, done] = (await startMany(5)) as [
      ConversationId,
      ConversationId,
      ConversationId,
      ConversationId,
      ConversationId,
    ];
    await desk.ask(queued, aHandoff(1));
    await desk.ask(mine, aReply(ana));
    await desk.ask(theirs, aReply(ben));
    await desk.ask(done, { type: 'resolve', by: ben });
    expect(await idsOf('ai')).toEqual([withAi]);
    expect(await idsOf('waiting')).toEqual([queued]);
    expect(await idsOf('mine')).toEqual([mine]);
    expect(await idsOf('mine', { teammateId: ben })).toEqual([theirs]);
    expect(await idsOf('resolved')).toEqual([done]);
    expect(await idsOf('open')).toEqual([theirs, mine, queued, withAi]);
    const page = await list('open');
    expect(ConversationPage.parse(page)).toEqual(page);
    expect(page.counts).toEqual({ waiting: 1, mine: 1, ai: 1, open: 4 });
    expect(await desk.conversations.counts(scope, ana)).toEqual(page.counts);
  });

  it('a snoozed conversation rests in a view of its own until it wakes', async () => {
    const [id] = (await startMany(1)) as [ConversationId];
    await desk.ask(id, aReply(ana));
    await desk.ask(id, { type: 'snooze', by: ana, until: '2999-01-01T00:00:00.000Z' });
    expect(await idsOf('snoozed')).toEqual([id]);
    expect(await idsOf('open')).not.toContain(id);
    await desk.ask(id, { type: 'wake', because: 'teammate' });
    expect(await idsOf('snoozed')).toEqual([]);
    expect(await idsOf('mine')).toContain(id);
  });

  it('the one who has waited longest first', async () => {
    const [first, second, third] = await startMany(3);
    for (const id of [third, first, second]) await desk.ask(id as ConversationId, aHandoff(1));
    expect(await idsOf('waiting')).toEqual([first, second, third]);
  });

  it.each(['open', 'waiting'] as const)(
    'all of %s once over pages, while new ones arrive',
    async (view) => {
      const all = await startMany(7);
      for (const id of all) await desk.ask(id, aHandoff(1));
      const seen: ConversationId[] = [];
      for (let page: string | null = null; ; ) {
        const next = await list(view, { page, limit: 3 });
        seen.push(...next.conversations.map(({ id }) => id));
        page = next.nextPage;
        if (page === null) break;
        if (view === 'open') await desk.start();
      }
      expect(seen).toEqual(view === 'waiting' ? all : all.toReversed());
    },
  );

  it.each([
    'bm9uc2Vuc2U',
    // A year that PostgreSQL does not know.
    formatPage({ at: '0000-01-01T00:00:00.000Z', id: ids.conversation() }),
  ])('no page for a token that is not ours: %s', async (page) => {
    const request = {
      view: 'open',
      teammateId: ana,
      page,
      q: null,
      limit: 5,
    } as const;
    expect(await desk.conversations.list(scope, request)).toMatchObject({
      kind: 'refused',
      code: 'invalid_input',
    });
  });

  it.each([
    ['a word', 'lampshade', true],
    ['the beginning of a word', 'lampsh', true],
    ['a phrase', '"broken lampshade"', true],
    ['a phrase that was not said', '"lampshade broken"', false],
    ['a word of a private note', 'warehouse', true],
    ['part of an email address', '@shop.exa', true],
    ['a name', 'cleo', true],
    ['somebody else', 'dana', false],
    ['a wildcard as a character', '%', false],
    ['nothing but signs', `' & ! (:*`, false],
    ['one word but not another', 'lampshade -broken', false],
  ])('what a search finds: %s', async (_, q, found) => {
    const contactId = await desk.newContact();
    const said = await desk.say({ contactId, body: 'My broken lampshade arrived late.' });
    const { id } = accepted(said).summary;
    await desk.start();
    await desk.conversations.identifyContact(scope, contactId, aiAgentId, {
      name: 'Cleo',
      email: 'cleo@shop.example',
    });
    const note = { clientMessageId: newClientMessageId(), body: 'Called the warehouse.' };
    await desk.ask(id, { type: 'addNote', by: ben, ...note });
    expect(await idsOf('open', { q })).toEqual(found ? [id] : []);
  });
});

describe('a conversation', () => {
  it('opens whole, with a cursor', async () => {
    const { id } = await desk.start();
    await desk.ask(id, anAnswer(1));
    const opened = await desk.conversations.open(scope, id);
    expect(ConversationOpened.parse(opened)).toEqual(opened);
    expect(opened?.events.map(({ type }) => type)).toEqual([
      'conversationStarted',
      'customerMessageSent',
      'aiAnswered',
    ]);
    expect(opened?.summary).toMatchObject({ version: 3, aiWorking: false });
  });

  it('is kept as it was typed, without what PostgreSQL cannot hold', async () => {
    const body = 'مرحبا <script>alert(1)</script> 🙂 \\u0000';
    const { id } = accepted(await desk.say({ body: `${body}\u0000 \ud83d` })).summary;
    const opened = await desk.conversations.open(scope, id);
    expect(opened?.events.at(-1)).toMatchObject({ body: `${body} \ufffd` });
  });

  it('cannot be transferred to somebody who is not here, or not any more', async () => {
    const { id } = await desk.start();
    const to = idOf('tmt', 77) as TeammateId;
    const refused = { kind: 'refused', code: 'invalid_input' };
    expect(await desk.ask(id, { type: 'transfer', by: ana, to })).toMatchObject(refused);
    await desk.database.query('update teammates set disabled_at = now() where id = $1', [ben]);
    expect(await desk.ask(id, { type: 'transfer', by: ana, to: ben })).toMatchObject(refused);
    expect(await desk.ask(id, { type: 'transfer', by: ben, to: ana })).toMatchObject({
      summary: { assigneeId: ana },
    });
  });

  it('keeps the record of the decision behind an answer', async () => {
    const { id } = await desk.start();
    await desk.ask(id, anAnswer(1));
    expect(
      await desk.database.query(
        'select turn, outcome, record from decisions where conversation_id = $1',
        [id],
      ),
    ).toEqual([{ turn: 1, outcome: 'answer', record: { turn: 1 } }]);
  });
});

describe('the customer', () => {
  it('sees their current conversation, else their latest', async () => {
    const contactId = await desk.newContact();
    const look = () => desk.conversations.contactSnapshot(scope, contactId, aiAgentId, names);
    expect(await look()).toMatchObject({ snapshot: null });
    const first = accepted(await desk.say({ contactId })).summary;
    await desk.ask(first.id, { type: 'resolve', by: ana });
    expect(await look()).toMatchObject({
      snapshot: { conversation: { id: first.id, status: 'resolved' } },
    });
    const second = accepted(await desk.say({ contactId, body: 'Another thing' })).summary;
    expect(second.id).not.toBe(first.id);
    await desk.ask(second.id, aReply(ana, 'Ana here.'));
    const { snapshot } = await look();
    expect(ContactSnapshot.parse(snapshot)).toEqual(snapshot);
    expect(snapshot).toMatchObject({
      conversation: { id: second.id, teammateName: 'Ana', aiWorking: false },
      entries: [{ body: 'Another thing' }, { notice: 'joined' }, { body: 'Ana here.' }],
    });
  });

  it('who writes into a resolved conversation reopens it', async () => {
    const contactId = await desk.newContact();
    const { id } = accepted(await desk.say({ contactId })).summary;
    await desk.ask(id, { type: 'resolve', by: ana });
    expect(await desk.say({ contactId, conversationId: id })).toMatchObject({
      kind: 'accepted',
      summary: { id, status: 'open', controller: 'ai', aiWorking: true },
    });
  });

  it('who writes into a resolved conversation while another one goes on is heard there', async () => {
    const contactId = await desk.newContact();
    const old = accepted(await desk.say({ contactId })).summary;
    await desk.ask(old.id, { type: 'resolve', by: ana });
    const current = accepted(await desk.say({ contactId })).summary;
    const again = { contactId, conversationId: old.id, clientMessageId: newClientMessageId() };
    expect(await desk.say(again)).toMatchObject({ kind: 'accepted', summary: { id: current.id } });
    expect(await desk.say(again)).toMatchObject({ kind: 'unchanged', summary: { id: current.id } });
  });

  it('who gets a reply in an old conversation sees that one', async () => {
    const contactId = await desk.newContact();
    const old = accepted(await desk.say({ contactId })).summary;
    await desk.ask(old.id, { type: 'resolve', by: ana });
    await desk.say({ contactId });
    await desk.ask(old.id, aReply(ana, 'One more thing about your lamp.'));
    const seen = await desk.conversations.contactSnapshot(scope, contactId, aiAgentId, names);
    expect(seen.snapshot?.conversation.id).toBe(old.id);
    expect(await desk.say({ contactId })).toMatchObject({ summary: { id: old.id } });
  });

  it('who says who they are is known in the conversation, and in the next one', async () => {
    const contactId = await desk.newContact();
    const identify = (name: string | null, email: string | null) =>
      desk.conversations.identifyContact(scope, contactId, aiAgentId, { name, email });
    await identify('Cleo', null);
    const { summary } = accepted(await desk.say({ contactId }));
    expect(summary.contact).toEqual({ id: contactId, name: 'Cleo', email: null });
    await identify(null, 'cleo@shop.example');
    await desk.ask(summary.id, { type: 'resolve', by: null });
    const next = accepted(await desk.say({ contactId })).summary;
    expect(next.contact).toEqual({ id: contactId, name: 'Cleo', email: 'cleo@shop.example' });
  });
});

describe('for answering', () => {
  it('an episode begins at the hand-back, but holds the question that is still open', async () => {
    const contactId = await desk.newContact();
    const { id, turn } = accepted(await desk.say({ contactId, body: 'A person, please' })).summary;
    await desk.ask(id, aHandoff(turn));
    await desk.ask(id, aReply(ana));
    await desk.say({ contactId, body: 'And my invoice?' });
    await desk.ask(id, { type: 'handBack', by: ana });
    const episode = await desk.conversations.episode(scope, id);
    expect(episode?.events.map(({ type }) => type)).toEqual(['customerMessageSent', 'handedBack']);
    expect(episode?.pending.map(({ body }) => body)).toEqual(['And my invoice?']);
    expect(episode?.state.standing.control).toEqual({ by: 'ai', owesTurn: episode?.state.turn });
  });
});

describe('the sweeper', () => {
  const later = () => new Date(clock.now().getTime() + 60_000);
  const stranded = () =>
    desk.conversations.stranded({ olderThan: later(), jobKind: 'answer', limit: 10 });

  it('finds a turn that is owed and has no job', async () => {
    const [id] = (await startMany(1)) as [ConversationId];
    expect(await stranded()).toEqual([{ workspaceId, conversationId: id, turn: 1 }]);
    const job = JSON.stringify({ conversationId: id });
    await desk.database.query(`insert into jobs (kind, payload) values ('answer', $1)`, [job]);
    expect(await stranded()).toEqual([]);
    await desk.database.query('update jobs set failed_at = now()');
    expect(await stranded()).toHaveLength(1);
    await desk.ask(id, aReply(ana));
    expect(await stranded()).toEqual([]);
  });

  it('wakes what was snoozed when its time has come, and not before', async () => {
    const { id } = await desk.start();
    await desk.ask(id, aReply(ana));
    const until = new Date(clock.now().getTime() + 3_600_000).toISOString();
    await desk.ask(id, { type: 'snooze', by: ana, until });
    expect(await desk.conversations.wakeDue(10)).toBe(0);
    expect(await idsOf('mine')).toEqual([]);
    clock.advance(3_600_000);
    expect(await desk.conversations.wakeDue(10)).toBe(1);
    expect(await idsOf('mine')).toEqual([id]);
  });

  it('puts back in the queue what a disabled teammate has, also what comes back to them', async () => {
    const [open, put, done] = (await startMany(3)) as [
      ConversationId,
      ConversationId,
      ConversationId,
    ];
    for (const id of [open, put, done]) await desk.ask(id, aReply(ana));
    const until = new Date(clock.now().getTime() + 3_600_000).toISOString();
    await desk.ask(put, { type: 'snooze', by: ana, until });
    await desk.ask(done, { type: 'resolve', by: ana });
    expect(await desk.conversations.releaseAbandoned(10)).toBe(0);

    await desk.database.query('update teammates set disabled_at = now() where id = $1', [ana]);
    expect(await desk.conversations.releaseAbandoned(10)).toBe(2);
    expect((await idsOf('waiting')).toSorted()).toEqual([open, put].toSorted());
    const { contact } = (await desk.stored(done)).state;
    await desk.say({ contactId: contact.id, conversationId: done });
    expect(await desk.conversations.releaseAbandoned(10)).toBe(1);
    expect(await idsOf('waiting')).toContain(done);
    expect(await desk.conversations.releaseAbandoned(10)).toBe(0);
  });
});

it('what housekeeping finds across workspaces it changes behind the wall of each', async () => {
  const stood: unknown[] = [];
  const later = createTestClock();
  const swept = await openDesk({ clock: later, onCommitted: () => stood.push(currentStanding()) });
  try {
    const [put, held] = [await swept.start(), await swept.start()];
    for (const { id } of [put, held]) await swept.ask(id, aReply(ana));
    const until = new Date(later.now().getTime() + 60_000).toISOString();
    await swept.ask(put.id, { type: 'snooze', by: ana, until });
    later.advance(120_000);
    stood.length = 0;
    await acrossWorkspaces('housekeeping', async () => {
      expect(await swept.conversations.wakeDue(10)).toBe(1);
      await swept.database.query('update teammates set disabled_at = now() where id = $1', [ana]);
      expect(await swept.conversations.releaseAbandoned(10)).toBe(2);
    });
    expect(stood).toEqual(Array.from({ length: 3 }, () => ({ kind: 'workspace', workspaceId })));
  } finally {
    await swept.close();
  }
});

it('jobs are there when their event is, and a lost race leaves none behind', async () => {
  const committed: unknown[] = [];
  const busy = await openDesk({
    reactions: ({ conversationId }, events) =>
      events.map(({ type }) => ({
        kind: type,
        key: null,
        payload: { conversationId },
        runAt: null,
      })),
    onCommitted: (told) => committed.push(told),
  });
  try {
    const { id } = await busy.start();
    expect(committed).toMatchObject([
      {
        workspaceId,
        conversationId: id,
        jobs: 2,
        before: null,
        events: [{ version: 1 }, { version: 2 }],
      },
    ]);
    await Promise.all(
      Array.from({ length: 10 }, () => busy.ask(id, { type: 'takeOver', by: ana, brief: null })),
    );
    const jobs = await busy.database.query<{ kind: string }>('select kind from jobs order by id');
    expect(jobs.map(({ kind }) => kind)).toEqual([
      'conversationStarted',
      'customerMessageSent',
      'tookOver',
    ]);
    expect(committed).toHaveLength(2);
  } finally {
    await busy.close();
  }
});
