/**
 * Bugs of other support desks, by the name that their trackers give them, on a real database: those
 * where two things happen at once, or where something was missed meanwhile. The others are in
 * core/field-bugs.test.ts; docs/laws.md lists all twenty.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationEvent, ConversationId, ConversationSummary } from '@baton/protocol';
import { ana, ben, idOf } from '@baton/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFeed } from '../../platform/feed/index.ts';
import { controlAfter } from './testing/story.ts';
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

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clear());
afterAll(() => desk.close());

const times = (n: number) => Array.from({ length: n }, (_, i) => i);
const names = { teammate: () => 'Ana', aiAgentName: 'Lumi' };
const isAi = ({ type }: ConversationEvent) => type === 'aiAnswered' || type === 'handedOff';
const typesOf = (events: readonly ConversationEvent[]) => events.map(({ type }) => type);

interface Told {
  summary: ConversationSummary;
  events: ConversationEvent[];
}

/** What a screen hears that was away since `after`. */
async function toldSince(after: string): Promise<Told[]> {
  const told: Told[] = [];
  for (let cursor = after; ; ) {
    const answer = await readFeed(desk.database, { workspaceId, after: cursor, limit: 100 });
    if (answer.kind === 'reset') throw new Error(answer.reason);
    told.push(...answer.entries.map(({ data }) => data as unknown as Told));
    if (answer.entries.length < 100 && !answer.pending) return told;
    if (answer.pending) await pause(2);
    cursor = answer.cursor;
  }
}

/** With a cursor that lies after all that was done until now. */
async function opened(id: ConversationId) {
  await toldSince((await desk.conversations.open(scope, id))?.cursor ?? '');
  const found = await desk.conversations.open(scope, id);
  if (found === null) throw new Error('not found');
  return found;
}

describe('at once', () => {
  it('"AI and human talk at once": of an answer and a takeover at the same moment, no answer stands after the person', async () => {
    for (const round of times(20)) {
      const { id, turn } = await desk.start();
      const both = [
        () => desk.ask(id, anAnswer(turn)),
        () => desk.ask(id, { type: 'takeOver', by: ana, brief: null }),
        () => desk.ask(id, aReply(ana)),
      ];
      if (round % 2 === 0) both.reverse();
      await Promise.all(both.map((ask) => ask()));
      const { events } = await desk.stored(id);
      const spoken = events.findIndex(isAi);
      const stepped = events.findIndex(({ type }) => type === 'tookOver');
      expect(stepped).toBeGreaterThan(-1);
      expect(spoken).toBeLessThan(stepped);
      expect(controlAfter(events)).toBe(ana);
    }
  });

  it('"closing message twice": ten who close at once close it once', async () => {
    const { id } = await desk.start();
    const results = await Promise.all(
      times(10).map((n) => desk.ask(id, { type: 'resolve', by: n % 2 === 0 ? ana : null })),
    );
    expect(results.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
    const { events } = await desk.stored(id);
    expect(typesOf(events).filter((type) => type === 'resolved')).toHaveLength(1);
  });

  it('"replies from another device unrecognised": one reply, sent from phone and desk, is stored once', async () => {
    const { id } = await desk.start();
    const reply = aReply(ana, 'I am on it.');
    await Promise.all([desk.ask(id, reply), desk.ask(id, reply)]);
    const { events } = await desk.stored(id);
    expect(typesOf(events).filter((type) => type === 'replied')).toHaveLength(1);
    expect(controlAfter(events)).toBe(ana);
  });
});

describe('while somebody was away', () => {
  it('"no notification on handoff": every screen is told that somebody waits, in the transaction that hands off', async () => {
    const { id, turn } = await desk.start();
    const { cursor } = await opened(id);
    await desk.ask(id, aHandoff(turn));
    const [told, ...more] = await toldSince(cursor);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      summary: { id, controller: 'queue' },
      events: [{ type: 'handedOff' }],
    });
    expect(told?.summary.waitingSince).not.toBeNull();
    expect((await desk.conversations.counts(scope, ben)).waiting).toBe(1);
  });

  it('"agent answers without seeing a colleague\'s reply after reconnect": what was missed is told first, and adds up', async () => {
    const { id } = await desk.start();
    const before = await opened(id);
    await desk.ask(id, aReply(ben, 'It was shipped on Monday.'));
    const fresh = await opened(id);
    // What is told begins and ends at the oldest transaction of the whole server: some of it may be
    // known already, which versions tell, and the rest may come in a moment.
    const news = async () => {
      const told = (await toldSince(before.cursor)).filter(({ summary }) => summary.id === id);
      const events = told.flatMap((one) => one.events);
      const missed = events.filter(({ version }) => version > before.summary.version);
      return { events: [...before.events, ...missed], summary: told.at(-1)?.summary };
    };
    await expect.poll(news).toEqual({ events: fresh.events, summary: fresh.summary });
    expect(fresh.events.at(-1)).toMatchObject({ body: 'It was shipped on Monday.' });
  });

  it('"widget misses a resolve while offline and reopens it": a resend opens nothing, and the widget hears that it was closed', async () => {
    const from = await desk.newContact();
    const message = { contactId: from, clientMessageId: newClientMessageId() };
    const { id } = accepted(await desk.say(message)).summary;
    const before = await desk.conversations.contactSnapshot(scope, from, aiAgentId, names);
    await desk.ask(id, { type: 'resolve', by: ana });

    // Back online: it does not know whether its message came, so it sends it again.
    expect(await desk.say({ ...message, conversationId: id })).toMatchObject({
      kind: 'unchanged',
      summary: { status: 'resolved' },
    });
    const { events } = await desk.stored(id);
    expect(typesOf(events)).not.toContain('reopened');
    const known = before.snapshot?.conversation.version ?? 0;
    const told = async () => {
      const changes = await toldSince(before.cursor);
      const missed = changes.flatMap((one) => one.events).filter(({ version }) => version > known);
      return [typesOf(missed), changes.at(-1)?.summary.status];
    };
    await expect.poll(told).toEqual([['resolved'], 'resolved']);
  });
});

describe('whoever has it', () => {
  it('"chats stuck on absent teammates": what a disabled teammate has goes back to the queue, and its clock runs on', async () => {
    const from = await desk.newContact();
    const { id } = await desk.start(from);
    await desk.ask(id, aReply(ana));
    accepted(await desk.say({ contactId: from, body: 'Are you there?' }));
    const waited = (await opened(id)).summary.waitingSince;
    await desk.database.query('update teammates set disabled_at = now() where id = $1', [ana]);
    expect(await desk.conversations.releaseAbandoned(10)).toBe(1);
    const { summary } = await opened(id);
    expect(summary).toMatchObject({ controller: 'queue', assigneeId: null, waitingSince: waited });
    expect(accepted(await desk.ask(id, { type: 'claim', by: ben })).summary.assigneeId).toBe(ben);
  });

  it('"backlog not oldest-first": the queue shows first who has waited longest, whenever they were handed off', async () => {
    const started: ConversationId[] = [];
    for (const _ of times(5)) {
      started.push((await desk.start()).id);
      // Two that came in the same millisecond have waited as long.
      await pause(2);
    }
    for (const n of [3, 0, 4, 1, 2]) await desk.ask(started[n] as ConversationId, aHandoff(1));
    const request = { view: 'waiting', teammateId: ana, page: null, q: null, limit: 50 } as const;
    const page = await desk.conversations.list(scope, request);
    expect('conversations' in page && page.conversations.map(({ id }) => id)).toEqual(started);
  });

  it('"assignment to someone without the right to reply": nobody is given what they could not answer', async () => {
    const { id } = await desk.start();
    const stranger = idOf('tmt', 77) as typeof ana;
    await desk.database.query('update teammates set disabled_at = now() where id = $1', [ben]);
    for (const to of [stranger, ben]) {
      expect(await desk.ask(id, { type: 'transfer', by: ana, to })).toMatchObject({
        kind: 'refused',
        code: 'invalid_input',
      });
    }
    expect((await desk.stored(id)).events.map(({ type }) => type)).not.toContain('transferred');
  });
});
