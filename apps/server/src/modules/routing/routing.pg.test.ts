/** Nobody waits for ever for one person: on a real database, with people who answer just then. */
import type { ConversationId } from '@baton/protocol';
import { ana, ben } from '@baton/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  accepted,
  aHandoff,
  aReply,
  type Desk,
  newClientMessageId,
  openDesk,
  scope,
  workspaceId,
} from '../conversations/testing/desk.ts';
import { acrossWorkspaces } from '../../platform/database/index.ts';
import { currentStanding } from '../../platform/database/standing.ts';
import { createRouting, type Routing } from './index.ts';

let desk: Desk;
let routing: Routing;
beforeAll(async () => {
  desk = await openDesk();
  routing = createRouting(desk);
});
beforeEach(async () => {
  await desk.clear();
  await desk.database.query('delete from teammate_presence');
  await desk.database.query('delete from routing_rules');
});
afterAll(() => desk.close());

const both = [ana, ben].map((teammateId) => ({ workspaceId, teammateId }));

/** A conversation that Ana has and whose customer has asked: minutes ago, all of it. */
async function askedOfAna(minutes: number): Promise<ConversationId> {
  const { id, turn } = await desk.start();
  await desk.ask(id, aHandoff(turn));
  accepted(await desk.ask(id, { type: 'claim', by: ana }));
  await longAgo(id, minutes);
  return id;
}

/** As if it had all happened so long ago. */
async function longAgo(id: ConversationId, minutes: number): Promise<void> {
  await desk.database.query(
    `update conversations
     set waiting_since = now() - $2 * interval '1 minute',
         state = jsonb_set(jsonb_set(state, '{unanswered,since}', $3), '{standing,control,since}', $3)
     where id = $1`,
    [id, minutes, JSON.stringify(new Date(Date.now() - minutes * 60_000).toISOString())],
  );
}

/** Ana has been away for so long. */
async function anaIsAway(minutes: number): Promise<void> {
  await routing.seen(both);
  await desk.database.query(
    `update teammate_presence set seen_at = now() - $2 * interval '1 minute',
       away_since = now() - $2 * interval '1 minute' where teammate_id = $1`,
    [ana, minutes],
  );
}

const summaryOf = async (id: ConversationId) =>
  (await desk.conversations.open(scope, id))?.summary ?? null;

describe('"ignored chat never reassigned"', () => {
  it('what somebody who is away lets wait goes back to the queue, and says so', async () => {
    const id = await askedOfAna(11);
    const before = await summaryOf(id);
    await anaIsAway(20);
    expect(await routing.sweep(10)).toBe(1);
    expect(await summaryOf(id)).toMatchObject({
      controller: 'queue',
      assigneeId: null,
      waitingSince: before?.waitingSince,
    });
    expect((await desk.stored(id)).events.at(-1)).toMatchObject({
      type: 'transferred',
      by: null,
      from: ana,
      to: null,
      because: 'away',
    });
    const told = await desk.database.query(
      `select 1 from feed where conversation_id = $1 and data->'events'->0->>'because' = 'away'`,
      [id],
    );
    expect(told).toHaveLength(1);
    expect(accepted(await desk.ask(id, { type: 'claim', by: ben })).summary.assigneeId).toBe(ben);
  });

  it('who is there has longer, and not for ever', async () => {
    const early = await askedOfAna(29);
    const late = await askedOfAna(31);
    await routing.seen(both);
    expect(await routing.sweep(10)).toBe(1);
    expect((await summaryOf(early))?.assigneeId).toBe(ana);
    expect((await desk.stored(late)).events.at(-1)).toMatchObject({ because: 'unanswered' });
  });

  it('who takes it next has the full time: it does not go to and fro', async () => {
    const id = await askedOfAna(45);
    await routing.seen(both);
    expect(await routing.sweep(10)).toBe(1);
    accepted(await desk.ask(id, { type: 'claim', by: ben }));
    expect(await routing.sweep(10)).toBe(0);
    expect((await summaryOf(id))?.assigneeId).toBe(ben);
  });

  it('the longest wait comes first, whatever there is too much of', async () => {
    const ids = [await askedOfAna(40), await askedOfAna(60), await askedOfAna(50)];
    await routing.seen(both);
    expect(await routing.sweep(2)).toBe(2);
    const left = await Promise.all(ids.map(async (id) => (await summaryOf(id))?.assigneeId));
    expect(left).toEqual([ana, null, null]);
  });
});

describe('what stays where it is', () => {
  it('answered conversations, however old, and notes answer nothing', async () => {
    const answered = await askedOfAna(90);
    await desk.ask(answered, aReply(ana));
    const noted = await askedOfAna(90);
    await desk.ask(noted, {
      type: 'addNote',
      by: ana,
      clientMessageId: newClientMessageId(),
      body: 'Called the warehouse.',
    });
    await anaIsAway(60);
    expect(await routing.sweep(10)).toBe(1);
    expect((await summaryOf(answered))?.assigneeId).toBe(ana);
    expect((await summaryOf(noted))?.controller).toBe('queue');
  });

  it('everything, where the rule is off', async () => {
    const id = await askedOfAna(600);
    await anaIsAway(600);
    const rules = { returnToQueue: false, awayMinutes: 10, presentMinutes: 30 };
    await routing.setRules(workspaceId, rules);
    expect(await routing.sweep(10)).toBe(0);
    expect((await summaryOf(id))?.assigneeId).toBe(ana);
    await routing.setRules(workspaceId, { ...rules, returnToQueue: true });
    expect(await routing.sweep(10)).toBe(1);
  });

  it('what sleeps until a moment that somebody promised', async () => {
    const id = await askedOfAna(90);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    accepted(await desk.ask(id, { type: 'snooze', by: ana, until }));
    await anaIsAway(60);
    expect(await routing.sweep(10)).toBe(0);
  });
});

describe('"chats stuck on absent teammates": who is away', () => {
  const awaySince = async () => {
    const [row] = await desk.database.query<{ since: Date | null }>(
      'select away_since as since from teammate_presence where teammate_id = $1',
      [ana],
    );
    return row?.since ?? null;
  };

  it('a server that was down for an hour makes nobody absent for an hour', async () => {
    const id = await askedOfAna(15);
    await routing.seen(both);
    await desk.database.query(`update teammate_presence set seen_at = now() - interval '1 hour'`);
    // The first look after the hour: from now on away, unless the page comes back.
    expect(await routing.sweep(10)).toBe(0);
    expect(await awaySince()).not.toBeNull();
    await routing.seen(both);
    expect(await awaySince()).toBeNull();
    expect(await routing.sweep(10)).toBe(0);
    expect((await summaryOf(id))?.assigneeId).toBe(ana);
  });

  it('who was never seen is away from when it is noticed', async () => {
    await askedOfAna(15);
    expect(await routing.sweep(10)).toBe(0);
    await desk.database.query(
      `update teammate_presence set away_since = now() - interval '3 minutes'`,
    );
    expect(await routing.sweep(10)).toBe(1);
  });

  it('only teammates are seen, in their own workspace', async () => {
    const foreign = 'wsp_00000000000000000000000009' as typeof workspaceId;
    await routing.seen([{ workspaceId: foreign, teammateId: ana }]);
    expect(await desk.database.query('select 1 from teammate_presence')).toEqual([]);
  });
});

describe('at once', () => {
  it('three servers that sweep give each conversation back once', async () => {
    const ids = [];
    for (let n = 0; n < 12; n += 1) ids.push(await askedOfAna(60 + n));
    await anaIsAway(60);
    const counts = await Promise.all([1, 2, 3].map(() => routing.sweep(50)));
    expect(counts.reduce((a, b) => a + b)).toBe(12);
    for (const id of ids) {
      const { events } = await desk.stored(id);
      expect(events.filter(({ type }) => type === 'transferred')).toHaveLength(1);
    }
  });

  it('law 3: of a reply and the sweeper, one outcome: the reply stands and its teammate has it', async () => {
    await anaIsAway(60);
    for (let round = 0; round < 15; round += 1) {
      const id = await askedOfAna(60);
      const replied = () => desk.ask(id, aReply(ana));
      const swept = () => routing.sweep(50);
      await Promise.all(round % 2 === 0 ? [replied(), swept()] : [swept(), replied()]);
      const { events, state } = await desk.stored(id);
      const types = events
        .slice(4)
        .map(({ type }) => type)
        .join(' ');
      // Either it was answered in time, or it went back and her word took it up again.
      expect(['replied', 'transferred claimed replied']).toContain(types);
      expect(state.standing.control).toMatchObject({ by: 'human', teammateId: ana });
      expect(state.unanswered).toBeNull();
    }
  });
});

it('who was kept waiting is found across workspaces, and given back behind the wall of their own', async () => {
  const stood: unknown[] = [];
  const conversations: Pick<Desk['conversations'], 'execute'> = {
    execute: (...asked) => {
      stood.push(currentStanding());
      return desk.conversations.execute(...asked);
    },
  };
  await askedOfAna(60);
  await askedOfAna(70);
  const watched = createRouting({ database: desk.database, conversations });
  expect(await acrossWorkspaces('housekeeping', () => watched.sweep(10))).toBe(2);
  expect(stood).toEqual(Array.from({ length: 2 }, () => ({ kind: 'workspace', workspaceId })));
});
