/**
 * The laws under real concurrency: many writers, one PostgreSQL, and no help from luck. Each race
 * is run often enough that a check outside of the transaction would be caught.
 */
import type { ConversationEvent } from '@baton/protocol';
import { ana, ben, idOf } from '@baton/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/database/index.ts';
import type { CommandResult } from './conversations.ts';
import { createConversations } from './create-conversations.ts';
import { loadConversation } from './store/load.ts';
import { controlAfter } from './testing/story.ts';
import {
  accepted,
  aHandoff,
  aReply,
  aiAgentId,
  anAnswer,
  type Desk,
  newClientMessageId,
  openDesk,
  scope,
  workspaceId,
} from './testing/desk.ts';
import { decideAndAppend } from './write.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const times = (n: number) => Array.from({ length: n }, (_, i) => i);
const isAiMessage = ({ type }: ConversationEvent) => type === 'aiAnswered' || type === 'handedOff';
const kinds = (results: readonly CommandResult[]) => results.map(({ kind }) => kind);

async function waiting() {
  const { id, turn } = await desk.start();
  return accepted(await desk.ask(id, aHandoff(turn))).summary;
}

/** Twenty more teammates, who all want the same conversation. */
async function crowd() {
  const people = times(20).map((n) => idOf('tmt', 100 + n) as typeof ana);
  for (const id of people) {
    await desk.database.query(
      `insert into teammates (id, workspace_id, email, name, role, password_hash)
       values ($1, $2, $1 || '@lumen.example', 'One of many', 'teammate', 'none')
       on conflict do nothing`,
      [id, workspaceId],
    );
  }
  return people;
}

describe('two at once', () => {
  it('a transfer is told after what it was decided on, though it holds its receiver meanwhile', async () => {
    const { id, contact } = await desk.start();
    let says = true;
    // The customer writes in the moment after the first question of the transaction.
    const conversations = createConversations({
      clock: systemClock,
      newId,
      reactions: () => [],
      onCommitted: () => undefined,
      database: {
        ...desk.database,
        transaction: (work, options) =>
          desk.database.transaction(
            (tx) =>
              work({
                query: async <Row extends object>(...asked: Parameters<typeof tx.query>) => {
                  const rows = await tx.query<Row>(...asked);
                  if (says) {
                    says = false;
                    await desk.say({ contactId: contact.id, conversationId: id });
                  }
                  return rows;
                },
              }),
            options,
          ),
      },
    });
    const given = await conversations.execute(scope, id, { type: 'transfer', by: ana, to: ben });
    expect(given.kind).toBe('accepted');
    const { version } = await desk.stored(id);
    const told = await desk.database.query<{ version: number }>(
      `select (data #>> '{summary,version}')::int as version from feed
       where conversation_id = $1 order by xid, position`,
      [id],
    );
    expect(told.map((entry) => entry.version)).toEqual([2, 3, version]);
  });

  it('a transaction that had its number before somebody wrote has lost the race, whatever it read since', async () => {
    const { id } = await desk.start();
    const told = (sql: Sql) =>
      loadConversation(sql, workspaceId, id, null).then(({ found }) =>
        decideAndAppend(
          sql,
          {
            clock: systemClock,
            newId,
            reactions: () => [],
            onCommitted() {},
            database: desk.database,
          },
          { workspaceId, conversationId: id },
          found?.state ?? null,
          { type: 'tag', by: ana, tag: 'lamp', at: new Date().toISOString() },
        ),
      );
    const early = await desk.database.transaction(async (tx) => {
      await tx.query('select pg_current_xact_id()');
      await desk.ask(id, aReply(ana));
      return told(tx);
    });
    expect(early).toBe('lostRace');
    expect(await desk.database.transaction(told)).toMatchObject({ result: { kind: 'accepted' } });
  });

  it('of twenty who claim at once one wins, and all others hear who has it', async () => {
    const people = await crowd();
    for (const _ of times(5)) {
      const { id } = await waiting();
      const results = await Promise.all(people.map((by) => desk.ask(id, { type: 'claim', by })));
      const winner = people[results.findIndex(({ kind }) => kind === 'accepted')];
      const others = results.filter(({ kind }) => kind !== 'accepted');
      expect(others).toHaveLength(people.length - 1);
      for (const result of others) {
        expect(result).toMatchObject({ code: 'already_claimed', teammateId: winner });
      }
      const { events, state } = await desk.stored(id);
      expect(events.filter(({ type }) => type === 'claimed')).toHaveLength(1);
      expect(state.standing.control).toMatchObject({ by: 'human', teammateId: winner });
    }
  });

  it('a reply and a late AI answer: the AI never has the last word over a person', async () => {
    const seen = { answeredFirst: 0, dropped: 0 };
    for (const round of times(60)) {
      const { id, turn } = await desk.start();
      const racers = [
        () => desk.ask(id, aReply(ana)),
        () => desk.ask(id, anAnswer(turn)),
        () => desk.ask(id, anAnswer(turn)),
      ];
      if (round % 2 === 1) racers.reverse();
      const results = await Promise.all(racers.map((race) => race()));
      const { events } = await desk.stored(id);
      events.forEach((event, i) => {
        expect(!isAiMessage(event) || controlAfter(events.slice(0, i)) === 'ai').toBe(true);
      });
      expect(events.filter(isAiMessage).length).toBeLessThanOrEqual(1);
      expect(controlAfter(events)).toBe(ana);
      expect(events.filter(({ type }) => type === 'replied')).toHaveLength(1);
      seen[events.some(isAiMessage) ? 'answeredFirst' : 'dropped'] += 1;
      expect(results.filter(({ kind }) => kind === 'stale').length).toBeGreaterThanOrEqual(1);
    }
    // A race in which only one side ever wins would prove nothing.
    expect(seen.answeredFirst).toBeGreaterThan(0);
    expect(seen.dropped).toBeGreaterThan(0);
  });

  it('the same answer brought back by several workers is said once', async () => {
    const { id, turn } = await desk.start();
    const results = await Promise.all(times(8).map(() => desk.ask(id, anAnswer(turn))));
    expect(kinds(results).filter((kind) => kind === 'accepted')).toHaveLength(1);
    expect(kinds(results).filter((kind) => kind === 'stale')).toHaveLength(7);
    const decisions = await desk.database.query(
      'select 1 from decisions where conversation_id = $1',
      [id],
    );
    expect(decisions).toHaveLength(1);
  });

  it('thirty messages of one customer at once are all kept, in one order', async () => {
    const from = await desk.newContact();
    const { id } = await desk.start(from);
    const bodies = times(30).map((n) => `message ${n}`);
    const results = await Promise.all(bodies.map((body) => desk.say({ contactId: from, body })));
    expect(new Set(kinds(results))).toEqual(new Set(['accepted']));
    const { events, version } = await desk.stored(id);
    expect(events.map((event) => event.version)).toEqual(times(version).map((n) => n + 1));
    const said = events.flatMap((event) => ('body' in event ? [event.body] : []));
    expect(said.slice(1).sort()).toEqual([...bodies].sort());
  });
});

describe('the same message again', () => {
  it('resent many times at once is stored once, and everybody gets the first result', async () => {
    const { id } = await desk.start();
    const reply = aReply(ben);
    const results = await Promise.all(times(10).map(() => desk.ask(id, reply)));
    expect(kinds(results).filter((kind) => kind === 'accepted')).toHaveLength(1);
    expect(kinds(results).filter((kind) => kind === 'unchanged')).toHaveLength(9);
    expect((await desk.stored(id)).events.filter(({ type }) => type === 'replied')).toHaveLength(1);
  });

  it('as a first message, resent many times at once, starts one conversation', async () => {
    for (const _ of times(5)) {
      const from = await desk.newContact();
      const message = { contactId: from, clientMessageId: newClientMessageId() };
      const results = await Promise.all(times(8).map(() => desk.say(message)));
      expect(kinds(results).filter((kind) => kind === 'accepted')).toHaveLength(1);
      const conversations = results.map((result) => 'summary' in result && result.summary.id);
      expect(new Set(conversations).size).toBe(1);
      expect(await messagesOf(from)).toHaveLength(1);
    }
  });

  it('two tabs that both send a first message share one conversation', async () => {
    for (const _ of times(10)) {
      const from = await desk.newContact();
      const results = await Promise.all(
        times(4).map((n) => desk.say({ contactId: from, body: `${n}` })),
      );
      expect(kinds(results)).toEqual(times(4).map(() => 'accepted'));
      const messages = await messagesOf(from);
      expect(messages).toHaveLength(4);
      expect(new Set(messages.map(({ conversation_id }) => conversation_id)).size).toBe(1);
    }
  });

  it('resent after the conversation was resolved still finds its first result', async () => {
    const from = await desk.newContact();
    const message = { contactId: from, clientMessageId: newClientMessageId() };
    const { summary } = accepted(await desk.say(message));
    await desk.ask(summary.id, { type: 'resolve', by: ana });
    expect(await desk.say(message)).toMatchObject({
      kind: 'unchanged',
      summary: { id: summary.id, status: 'resolved' },
    });
    expect(await messagesOf(from)).toHaveLength(1);
  });

  it('an id that is used for another message is refused', async () => {
    const from = await desk.newContact();
    const clientMessageId = newClientMessageId();
    await desk.say({ contactId: from, clientMessageId, body: 'one' });
    expect(await desk.say({ contactId: from, clientMessageId, body: 'two' })).toMatchObject({
      kind: 'refused',
      code: 'client_message_id_reused',
    });
  });

  it('the same id from two senders is two messages', async () => {
    const clientMessageId = newClientMessageId();
    const [one, two] = [await desk.newContact(), await desk.newContact()];
    const results = [
      await desk.say({ contactId: one, clientMessageId }),
      await desk.say({ contactId: two, clientMessageId }),
    ];
    expect(kinds(results)).toEqual(['accepted', 'accepted']);
  });

  async function messagesOf(from: string) {
    return desk.database.query<{ conversation_id: string }>(
      'select conversation_id from messages where author_id = $1 and workspace_id = $2',
      [from, workspaceId],
    );
  }
});

it('a conversation of another contact, AI agent or workspace is not found', async () => {
  const { id } = await desk.start();
  const stranger = await desk.newContact();
  expect(await desk.say({ contactId: stranger, conversationId: id })).toMatchObject({
    code: 'not_found',
  });
  const elsewhere = { workspaceId: idOf('wsp', 9) as typeof workspaceId };
  expect(await desk.conversations.open(elsewhere, id)).toBeNull();
  expect(await desk.conversations.episode(elsewhere, id)).toBeNull();
  const claim = { type: 'takeOver', by: ana, brief: null } as const;
  expect(await desk.conversations.execute(elsewhere, id, claim)).toMatchObject({
    code: 'not_found',
  });
  const nobody = { contactId: idOf('con', 999) as typeof stranger };
  expect(await desk.say(nobody)).toMatchObject({ code: 'not_found' });
  const noAgent = { contactId: stranger, aiAgentId: idOf('agt', 9) as typeof aiAgentId };
  expect(await desk.say(noAgent)).toMatchObject({ code: 'not_found' });
});
