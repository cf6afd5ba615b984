/**
 * After a storm of customers, teammates and AI results, everything that is stored twice agrees:
 * events, state, columns, messages, badges, feed. And while it lasts, whoever reads a snapshot and
 * then follows the feed ends up with what a fresh read would give.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationEvent, ConversationId, ConversationSummary } from '@baton/protocol';
import { ana, ben, ids } from '@baton/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentCursor, readFeed } from '../../platform/feed/index.ts';
import type { Ask } from './core/commands.ts';
import { fold } from './core/evolve.ts';
import { inboxBuckets } from './core/inbox-buckets.ts';
import { owedTurn, type ConversationState } from './core/state.ts';
import { summarise } from './core/summary.ts';
import { controlAfter } from './testing/story.ts';
import {
  aHandoff,
  aReply,
  anAnswer,
  type Desk,
  newClientMessageId,
  openDesk,
  scope,
  workspaceId,
} from './testing/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    reactions: (conversation, _events, before, after) => {
      const turn = owedTurn(after);
      if (turn === null || (before !== null && owedTurn(before) === turn)) return [];
      const { conversationId } = conversation;
      return [
        {
          kind: 'answer',
          key: `${conversationId}:${turn}`,
          payload: { conversationId, turn },
          runAt: null,
        },
      ];
    },
  });
});
afterAll(() => desk.close());

/** Few conversations and many writers: nearly every command meets another. */
async function storm(writers: number, deedsEach: number): Promise<void> {
  const contacts = await Promise.all([1, 2, 3].map(() => desk.newContact()));
  const open = new Map<string, ConversationId>();
  for (const contact of contacts) open.set(contact, (await desk.start(contact)).id);

  const write = async () => {
    for (let n = 0; n < deedsEach; n += 1) {
      const from = pick(contacts);
      const id = open.get(from) as ConversationId;
      if (Math.random() < 0.35) {
        const said = await desk.say({ contactId: from, conversationId: pick([null, id]) });
        if ('summary' in said) open.set(from, said.summary.id);
      } else {
        const episode = await desk.conversations.episode(scope, id);
        await desk.ask(id, anyAsk(episode?.state.turn ?? 1));
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

function anyAsk(turn: number): Ask {
  const by = pick([ana, ben]);
  return pick<Ask>([
    anAnswer(turn),
    anAnswer(turn),
    aHandoff(turn),
    { type: 'claim', by },
    { type: 'takeOver', by, brief: null },
    aReply(by),
    { type: 'addNote', by, clientMessageId: newClientMessageId(), body: 'A note.' },
    { type: 'transfer', by, to: pick([ana, ben, null]) },
    { type: 'handBack', by },
    { type: 'resolve', by },
    { type: 'reopen', by },
    { type: 'snooze', by, until: new Date(Date.now() + 3_600_000).toISOString() },
    { type: 'wake', because: 'teammate' },
    { type: 'tag', by, tag: pick(['vip', 'delivery']) },
    { type: 'untag', by, tag: 'vip' },
  ]);
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}

describe('after a storm', () => {
  beforeAll(() => storm(12, 25), 60_000);

  interface Row {
    id: ConversationId;
    state: ConversationState;
    events: ConversationEvent[];
    columns: Record<string, unknown>;
  }
  let rows: Row[];
  beforeEach(async () => {
    rows = await desk.database.query<Row>(
      `select c.id, c.state, to_jsonb(c) as columns,
         (select jsonb_agg(data order by version) from conversation_events e
          where e.conversation_id = c.id) as events
       from conversations c`,
    );
  });

  it('there was one', () => {
    const happened = new Set(rows.flatMap(({ events }) => events.map(({ type }) => type)));
    expect(happened.size).toBeGreaterThanOrEqual(8);
    expect(rows.length).toBeGreaterThanOrEqual(3);
  });

  it('every state is the fold of its events, and every column says the same', () => {
    for (const { id, state, events, columns } of rows) {
      expect(fold(events)).toEqual(state);
      const summary = summarise(id, state);
      expect(columns).toMatchObject({
        version: summary.version,
        status: summary.status,
        controller: summary.controller,
        assignee_id: summary.assigneeId,
        ai_agent_id: summary.aiAgentId,
        contact_id: summary.contact.id,
        ai_owes_turn: owedTurn(state),
        tags: summary.tags,
      });
      for (const [column, moment] of [
        ['waiting_since', summary.waitingSince],
        ['snoozed_until', summary.snoozedUntil],
        ['last_message_at', summary.lastMessageAt],
        ['created_at', summary.createdAt],
      ] as const) {
        const stored = columns[column] as string | null;
        expect(stored && new Date(stored).toISOString()).toBe(moment);
      }
    }
  });

  it('the AI never spoke over anybody, and no turn was answered twice', () => {
    const offences = rows.flatMap(({ events }) =>
      events.filter(
        (event, i) =>
          (event.type === 'aiAnswered' || event.type === 'handedOff') &&
          (controlAfter(events.slice(0, i)) !== 'ai' ||
            events
              .slice(0, i)
              .some((other) => other.type === event.type && other.turn === event.turn)),
      ),
    );
    expect(offences).toEqual([]);
  });

  it('every event that says something has its message, once', async () => {
    const said = rows.flatMap(({ events }) =>
      events.flatMap((event) => ('messageId' in event ? [event.messageId] : [])),
    );
    const messages = await desk.database.query<{ id: string }>('select id from messages');
    expect(messages.map(({ id }) => id).sort()).toEqual([...said].sort());
  });

  it('the feed tells of every event, once, in order', async () => {
    for (const { id, events } of rows) {
      const told = await desk.database.query<{ events: ConversationEvent[] }>(
        `select data->'events' as events from feed
         where conversation_id = $1 order by (data->'summary'->>'version')::int`,
        [id],
      );
      expect(told.flatMap(({ events }) => events)).toEqual(events);
    }
  });

  it('every badge is what a recount gives', async () => {
    const recount = new Map<string, number>();
    for (const { id, state } of rows) {
      for (const bucket of inboxBuckets(summarise(id, state))) {
        recount.set(bucket, (recount.get(bucket) ?? 0) + 1);
      }
    }
    const counted = await desk.database.query<{ bucket: string; count: number }>(
      'select bucket, count from inbox_counts where count <> 0',
    );
    expect(new Map(counted.map(({ bucket, count }) => [bucket, count]))).toEqual(recount);
  });

  it('every turn that the AI owes has a job, and nothing is stranded', async () => {
    const request = { olderThan: new Date(Date.now() + 60_000), jobKind: 'answer', limit: 10 };
    expect(await desk.conversations.stranded(request)).toEqual([]);
  });
});

describe('while it storms', () => {
  it('an old snapshot plus the feed after it is a fresh one', async () => {
    await desk.start();
    const storming = storm(8, 20);
    const old: { summaries: Map<string, ConversationSummary>; cursor: string }[] = [];
    const reading = new AbortController();
    const read = async () => {
      for (; !reading.signal.aborted; await pause(15)) old.push(await snapshot());
    };
    await Promise.all([storming.finally(() => reading.abort()), read()]);
    const fresh = await snapshot();
    expect(old.length).toBeGreaterThan(3);
    for (const { summaries, cursor } of old) {
      await follow(cursor, ({ summary }) => {
        const known = summaries.get(summary.id);
        if (known === undefined || summary.version > known.version) {
          summaries.set(summary.id, summary);
        }
      });
      expect(summaries).toEqual(fresh.summaries);
    }
  }, 60_000);

  it('an opened conversation plus the feed after it has every event, once', async () => {
    const { id } = await desk.start();
    const writing = Promise.all(
      Array.from({ length: 10 }, (_, n) => desk.ask(id, aReply(pick([ana, ben]), `reply ${n}`))),
    );
    const opened = [];
    for (let n = 0; n < 8; n += 1) opened.push(await desk.conversations.open(scope, id));
    await writing;
    const fresh = await desk.conversations.open(scope, id);
    for (const view of opened) {
      if (view === null) throw new Error('not found');
      const events = [...view.events];
      await follow(view.cursor, (change) => {
        if (change.summary.id !== id) return;
        events.push(...change.events.filter(({ version }) => version > events.length));
      });
      expect(events).toEqual(fresh?.events);
    }
  });

  async function snapshot() {
    return desk.database.transaction(
      async (tx) => {
        const rows = await tx.query<{ id: ConversationId; state: ConversationState }>(
          'select id, state from conversations where workspace_id = $1',
          [workspaceId],
        );
        const summaries = new Map<string, ConversationSummary>(
          rows.map(({ id, state }) => [id, summarise(id, state)]),
        );
        return { summaries, cursor: await currentCursor(tx) };
      },
      { isolation: 'repeatable read' },
    );
  }

  async function follow(
    from: string,
    hear: (change: { summary: ConversationSummary; events: ConversationEvent[] }) => void,
  ): Promise<void> {
    for (let after = from; ; ) {
      const answer = await readFeed(desk.database, { workspaceId, after, limit: 100 });
      if (answer.kind === 'reset') throw new Error(`reset: ${answer.reason}`);
      for (const { data } of answer.entries) hear(data as unknown as Parameters<typeof hear>[0]);
      // Entries may still wait for some transaction, of any database of the server, to end.
      if (answer.entries.length < 100 && !answer.pending) return;
      if (answer.pending) await pause(2);
      after = answer.cursor;
    }
  }
});

it('a workspace of another company has nothing of it', async () => {
  const other = { workspaceId: ids.workspace(7) };
  const request = { view: 'open', teammateId: ana, page: null, q: null, limit: 50 } as const;
  expect(await desk.conversations.list(other, request)).toMatchObject({
    conversations: [],
    counts: { waiting: 0, mine: 0, ai: 0, open: 0 },
  });
});
