/**
 * Bugs of other support desks, by the name that their trackers give them, and why they cannot
 * happen here. These are matters of the core; where concurrency is the point, see
 * ../field-bugs.pg.test.ts. docs/laws.md lists all twenty, also those that need what Baton lacks.
 */
import type { ConversationEvent } from '@baton/protocol';
import { aConversation, ana, ben, ids, minute } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_TURN, answeringReactions } from '../../answering/index.ts';
import { aCommand } from '../testing/commands.ts';
import { controlAfter, deeds, play, type Story } from '../testing/story.ts';
import type { Command } from './commands.ts';
import { contactEntries } from './contact-view.ts';
import { decide } from './decide.ts';
import { episodeEvents, pendingCustomerMessages } from './episode.ts';
import { evolve, fold } from './evolve.ts';
import { inboxBuckets } from './inbox-buckets.ts';
import { type ConversationState, owedTurn, waitingSince } from './state.ts';
import { summarise } from './summary.ts';

/** In no story that can be told. */
function never(offences: (story: Story) => readonly unknown[]): void {
  const told = fc.property(deeds, (script) => {
    expect(offences(play(script))).toEqual([]);
  });
  fc.assert(told, { numRuns: Number(process.env['LAW_RUNS'] ?? 300) });
}

/** What becomes of a story when this is asked next; the events so far when nothing does. */
function then(events: readonly ConversationEvent[], command: Command): ConversationEvent[] {
  const verdict = decide(fold(events), command);
  return verdict.kind === 'accepted' ? [...events, ...verdict.events] : [...events];
}

const stateOf = (events: readonly ConversationEvent[]): ConversationState => {
  const state = fold(events);
  if (state === null) throw new Error('nothing happened yet');
  return state;
};
const summaryOf = (events: readonly ConversationEvent[]) =>
  summarise(ids.conversation(), stateOf(events));
const names = { teammate: () => 'Ana', aiAgentName: 'Lumi' };
const results = ['recordAiAnswer', 'handOff', 'aiFailed'] as const;

describe('AI and human', () => {
  it('"human reply leaves the chat with the bot": wherever a reply is accepted, a person has it from then on', () => {
    never(({ steps }) =>
      steps.filter(
        ({ command, verdict, after }) =>
          command.type === 'reply' &&
          verdict.kind === 'accepted' &&
          (after?.standing.control.by !== 'human' || owedTurn(after) !== null),
      ),
    );
  });

  it('"bot answers after handoff": nothing that the AI brings after a handoff is said, for any turn', () => {
    const events = aConversation().customerSays().handedOff().customerSays('Hello?').events;
    for (const turn of [0, 1, 2, 3, 4]) {
      for (const type of results) {
        expect(decide(stateOf(events), aCommand(type, { turn }))).toMatchObject({ kind: 'stale' });
      }
    }
  });

  it('"endless handoff loop after resolve": a new question starts anew, without the old wish for a person', () => {
    const resolved = aConversation()
      .customerSays('I want a person.')
      .handedOff()
      .resolvedBy(ana).events;
    const events = then(resolved, aCommand('sendCustomerMessage', { body: 'Where is my order?' }));
    expect(summaryOf(events)).toMatchObject({
      controller: 'ai',
      aiWorking: true,
      handoffReasons: [],
    });
    expect(episodeEvents(events).map(({ type }) => type)).toEqual([
      'reopened',
      'customerMessageSent',
    ]);
    expect(pendingCustomerMessages(events).map(({ body }) => body)).toEqual(['Where is my order?']);
  });

  it('"transferring you" without a transfer: the words and the place in the queue are one event', () => {
    never(({ events }) =>
      events.filter((event, i) => {
        if (event.type !== 'handedOff') return false;
        const summary = summaryOf(events.slice(0, i + 1));
        return (
          summary.controller !== 'queue' ||
          summary.waitingSince === null ||
          !inboxBuckets(summary).includes('waiting')
        );
      }),
    );
  });

  it('"silent handoff": the customer is told, and the teammate is told why', () => {
    const asked = aConversation().customerSays().events;
    // One that forgot its reasons, and one that had no time for any.
    for (const command of [aCommand('handOff', { reasons: [] }), aCommand('aiFailed')]) {
      const events = then(asked, command);
      expect(contactEntries(events, names).at(-1)).toMatchObject({
        kind: 'message',
        author: 'ai',
        body: command.body,
      });
      expect(events.at(-1)).toMatchObject({ reasons: ['ai_error'], brief: command.brief });
      expect(summaryOf(events).handoffReasons).toEqual(['ai_error']);
    }
  });

  it('"bot silent after hand-back": a customer who spoke last is owed an answer, and a job brings it', () => {
    const before = stateOf(
      aConversation().customerSays().handedOff().claimedBy(ana).customerSays('And?').events,
    );
    const verdict = decide(before, aCommand('handBack', { by: ana }));
    if (verdict.kind !== 'accepted') throw new Error('not accepted');
    const after = verdict.events.reduce(evolve, before);
    expect(owedTurn(after)).toBe(after.turn);
    const conversation = { workspaceId: ids.workspace(), conversationId: ids.conversation() };
    expect(answeringReactions(conversation, verdict.events, before, after)).toMatchObject([
      { kind: ANSWER_TURN, key: ids.conversation() },
    ]);
  });

  it('"handover works only once per customer": the hundredth handoff is as good as the first', () => {
    let events: ConversationEvent[] = [];
    for (let n = 1; n <= 100; n += 1) {
      events = then(events, aCommand('sendCustomerMessage'));
      const { turn } = stateOf(events);
      events = then(events, aCommand('handOff', { turn }));
      expect(summaryOf(events)).toMatchObject({ controller: 'queue', turn: turn + 1 });
      // Back to the AI by either way that there is.
      events = then(events, aCommand(n % 2 === 0 ? 'handBack' : 'resolve', { by: ana }));
    }
    expect(events.filter(({ type }) => type === 'handedOff')).toHaveLength(100);
  });
});

describe('closing and waiting', () => {
  it('"closing message twice": what is closed is not closed again, by nobody', () => {
    never(({ events }) => {
      const closings = events.filter(({ type }) => type === 'resolved' || type === 'reopened');
      return closings.filter(({ type }, i) => type === (i % 2 === 0 ? 'reopened' : 'resolved'));
    });
  });

  it('"bot-owned chats never close": a teammate or a rule can close them, and a late answer changes nothing', () => {
    const { events } = aConversation().customerSays();
    for (const by of [ana, null]) {
      const closed = then(events, aCommand('resolve', { by }));
      expect(summaryOf(closed)).toMatchObject({ status: 'resolved', aiWorking: false });
      for (const type of results) expect(then(closed, aCommand(type))).toEqual(closed);
    }
  });

  it('"clocks corrupted by bot replies": who waits, waits since their oldest open message, whatever is said beside it', () => {
    never(({ steps, events }) =>
      steps.filter(({ after }) => {
        if (after === null || waitingSince(after) === null) return false;
        const past = events.slice(0, after.version);
        const [oldest] = pendingCustomerMessages(past);
        const queued = past.findLast(({ type }) => type === 'handedOff' || type === 'transferred');
        return waitingSince(after) !== (oldest ?? queued)?.at;
      }),
    );
  });

  it('"clocks corrupted by bot replies": a colleague\'s note stops no clock, a reply does', () => {
    const events = aConversation().customerSays().handedOff().claimedBy(ben).events;
    const since = summaryOf(events).waitingSince;
    expect(since).not.toBeNull();
    expect(summaryOf(then(events, aCommand('addNote'))).waitingSince).toBe(since);
    expect(summaryOf(then(events, aCommand('reply', { at: minute(90) }))).waitingSince).toBeNull();
  });

  it('"replies from another device unrecognised": a reply is its teammate\'s, wherever it comes from', () => {
    // There is one door for replies; nothing marks the device, so none can be a stranger.
    const onThePhone = aCommand('reply', { by: ana, body: 'From my phone.' });
    const events = then(aConversation().customerSays().handedOff().events, onThePhone);
    expect(controlAfter(events)).toBe(ana);
    expect(contactEntries(events, names).at(-1)).toMatchObject({
      author: 'teammate',
      authorName: 'Ana',
      body: 'From my phone.',
    });
  });
});
