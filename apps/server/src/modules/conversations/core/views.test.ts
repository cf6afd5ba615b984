/** What others see of the fold: summary, preview, badges, episodes, and the customer's view. */
import type {
  ActionId,
  ActionRunId,
  ContactEntry,
  ConversationEvent,
  TeammateId,
} from '@baton/protocol';
import {
  ContactConversation,
  ContactEntry as EntrySchema,
  ConversationSummary,
} from '@baton/protocol';
import { aConversation, ana, ben, idOf, ids, minute } from '@baton/testkit';
import { describe, expect, it } from 'vitest';
import { contactConversation, contactEntries } from './contact-view.ts';
import { episodeEvents, pendingCustomerMessages } from './episode.ts';
import { fold } from './evolve.ts';
import { bucketDeltas } from './inbox-buckets.ts';
import { shorten } from './preview.ts';
import { reusedForAnother } from './resend.ts';
import { summarise } from './summary.ts';

const names = {
  teammate: (id: TeammateId) => (id === ana ? 'Ana' : null),
  aiAgentName: 'Lumen',
};

function summaryOf(events: readonly ConversationEvent[]) {
  const state = fold(events);
  if (state === null) throw new Error('no events');
  return summarise(ids.conversation(), state);
}

describe('the summary', () => {
  it('tells what a list needs, in the shape of the protocol', () => {
    const scene = aConversation()
      .identifiedAs({ name: 'Cleo', email: null })
      .customerSays('Where is my order?')
      .handedOff(['frustration'])
      .taggedWith('delivery');
    const summary = summaryOf(scene.events);
    expect(ConversationSummary.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      version: 5,
      status: 'open',
      controller: 'queue',
      contact: { name: 'Cleo' },
      waitingSince: minute(3),
      handoffReasons: ['frustration'],
      tags: ['delivery'],
      preview: { author: 'contact', text: 'Where is my order?' },
      aiWorking: false,
      lastMessageAt: minute(4),
    });
  });

  it('says that the AI works exactly while it owes an answer', () => {
    const scene = aConversation().customerSays();
    expect(summaryOf(scene.events).aiWorking).toBe(true);
    expect(summaryOf(scene.aiAnswers().events).aiWorking).toBe(false);
    expect(summaryOf(scene.customerSays().events).aiWorking).toBe(true);
    expect(summaryOf(scene.takenOverBy(ana).events).aiWorking).toBe(false);
    expect(summaryOf(scene.handedBackBy(ana).events).aiWorking).toBe(true);
    expect(summaryOf(scene.resolvedBy(null).events).aiWorking).toBe(false);
  });

  it('of a resolved conversation says who gets the next message', () => {
    const queued = aConversation().customerSays().handedOff().resolvedBy(ana);
    expect(summaryOf(queued.events)).toMatchObject({ status: 'resolved', controller: 'ai' });
    const held = aConversation().customerSays().takenOverBy(ana).resolvedBy(ana);
    expect(summaryOf(held.events)).toMatchObject({ controller: 'human', assigneeId: ana });
  });

  it('says that an action waits for a yes or no exactly while it does', () => {
    const run = {
      runId: 'run_1' as ActionRunId,
      actionId: 'act_1' as ActionId,
      name: 'Cancel an order',
    };
    const scene = aConversation().customerSays();
    expect(summaryOf(scene.events)).not.toHaveProperty('awaitsApproval');
    scene.happened({ type: 'actionRequested', ...run, inputs: [] });
    expect(summaryOf(scene.events).awaitsApproval).toBe(true);
    scene.happened({ type: 'actionDecided', ...run, by: ana, approved: false, note: null });
    expect(summaryOf(scene.events)).not.toHaveProperty('awaitsApproval');
  });

  it('previews no private note', () => {
    const scene = aConversation().customerSays('Hello').notedBy(ana, 'Rude customer');
    expect(summaryOf(scene.events).preview).toEqual({ author: 'contact', text: 'Hello' });
    expect(summaryOf(scene.events).lastMessageAt).toBe(minute(2));
  });
});

describe('a preview', () => {
  it('is one line, and cuts no character in half', () => {
    expect(shorten('  two\n\n lines\t ')).toBe('two lines');
    expect(() => encodeURIComponent(shorten(`${' '.repeat(1279)}🙂`))).not.toThrow();
    const cut = shorten('🙂'.repeat(500));
    expect(Array.from(cut)).toHaveLength(160);
    expect(cut).toBe(`${'🙂'.repeat(159)}…`);
    expect(() => encodeURIComponent(cut)).not.toThrow();
  });
});

describe('badges', () => {
  it('move only when a conversation changes places', () => {
    const scene = aConversation().customerSays();
    const inAi = summaryOf(scene.events);
    expect(bucketDeltas(null, inAi)).toEqual([
      { bucket: 'ai', delta: 1 },
      { bucket: 'open', delta: 1 },
    ]);
    expect(bucketDeltas(inAi, summaryOf(scene.aiAnswers().events))).toEqual([]);
    const waiting = summaryOf(scene.customerSays().handedOff().events);
    expect(bucketDeltas(inAi, waiting)).toEqual([
      { bucket: 'ai', delta: -1 },
      { bucket: 'waiting', delta: 1 },
    ]);
    const resolved = summaryOf(scene.claimedBy(ana).resolvedBy(ana).events);
    expect(bucketDeltas(waiting, resolved)).toEqual([
      { bucket: 'open', delta: -1 },
      { bucket: 'waiting', delta: -1 },
    ]);
  });
});

describe('an episode', () => {
  it('begins at the hand-back, so that the old handoff is out of sight', () => {
    const scene = aConversation().customerSays('A person, please').handedOff().claimedBy(ana);
    scene.repliedBy(ana).handedBackBy(ana).customerSays('Thanks. And my invoice?');
    expect(episodeEvents(scene.events).map(({ type }) => type)).toEqual([
      'handedBack',
      'customerMessageSent',
    ]);
  });

  it('pending are the messages since the last public answer: a handoff answers nothing', () => {
    const scene = aConversation().customerSays('one').aiAnswers().customerSays('two').handedOff();
    scene.customerSays('three').notedBy(ana).handedBackBy(ana);
    expect(pendingCustomerMessages(scene.events).map(({ body }) => body)).toEqual(['two', 'three']);
    expect(pendingCustomerMessages(scene.resolvedBy(null).events)).toEqual([]);
  });

  it.each([
    ['answered', aConversation().customerSays().aiAnswers()],
    ['waiting', aConversation().customerSays().aiAnswers().customerSays().handedOff()],
    ['replied', aConversation().customerSays().handedOff().repliedBy(ana)],
  ])('the state agrees on what is unanswered: %s', (_, { events }) => {
    const [first] = pendingCustomerMessages(events);
    expect(fold(events)?.unanswered).toEqual(
      first === undefined ? null : { since: first.at, version: first.version },
    );
  });
});

describe('the customer sees', () => {
  const scene = aConversation()
    .customerSays('Hello')
    .aiAnswers('Hello!', { explanation: 'secret explanation' })
    .customerSays('A person, please')
    .handedOff(['direct_request'], { brief: { summary: 'secret summary' } })
    .claimedBy(ana)
    .notedBy(ana, 'secret note')
    .taggedWith('secret-tag')
    .repliedBy(ana, 'Ana here.')
    .transferred(ana, ana, ben)
    .handedBackBy(ben)
    .resolvedBy(ana)
    .reopenedFor(null);

  it('messages and what concerns them, in order, in the shape of the protocol', () => {
    const entries = contactEntries(scene.events, names);
    for (const entry of entries) expect(EntrySchema.parse(entry)).toEqual(entry);
    expect(entries.map(inShort)).toEqual([
      'you: Hello',
      'ai Lumen: Hello!',
      'you: A person, please',
      'ai Lumen: I am passing you on to a person.',
      '(joined Ana)',
      'teammate Ana: Ana here.',
      '(joined)',
      '(backToAi Lumen)',
      '(resolved)',
      '(reopened)',
    ]);
  });

  it('nothing that is private, and no id of a person', () => {
    const seen = JSON.stringify(contactEntries(scene.events, names));
    expect(seen).not.toMatch(/secret/);
    expect(seen).not.toContain(ana);
    expect(seen).not.toContain(ben);
  });

  it('who has the conversation, but not that it is snoozed', () => {
    const held = aConversation().customerSays().takenOverBy(ana).snoozedBy(ana, minute(90));
    const seen = contactConversation(summaryOf(held.events), names);
    expect(ContactConversation.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({ status: 'open', controller: 'human', teammateName: 'Ana' });
  });

  it('which answer tells the end of which action, and no notice of it besides', () => {
    const run = { runId: idOf('run', 1) as ActionRunId, name: 'Order status' };
    const ended = { type: 'actionFinished' as const, ...run, ok: true, text: 'On its way.' };
    const told = aConversation()
      .customerSays('Where is LD-1?')
      .happened({ ...ended, actionId: idOf('act', 1) as ActionId, answered: true })
      .aiAnswers('On its way.')
      .customerSays('Thanks')
      .aiAnswers('You are welcome.');
    const entries = contactEntries(told.events, names);
    for (const entry of entries) expect(EntrySchema.parse(entry)).toEqual(entry);
    expect(entries.map((entry) => entry.kind === 'message' && entry.endsRun)).toEqual([
      undefined,
      run.runId,
      undefined,
      undefined,
    ]);
  });

  function inShort(entry: ContactEntry): string {
    return entry.kind === 'message'
      ? `${[entry.author, entry.authorName].filter(Boolean).join(' ')}: ${entry.body}`
      : `(${[entry.notice, entry.name].filter(Boolean).join(' ')})`;
  }
});

describe('a client message id used again', () => {
  const first = { conversationId: ids.conversation(), body: 'Hi', visibility: 'public' as const };

  it('with the same message is the same message', () => {
    expect(reusedForAnother(first, { ...first })).toBeNull();
  });

  it.each([
    ['another text', { body: 'Bye' }],
    ['a note', { visibility: 'note' as const }],
    ['another conversation', { conversationId: ids.conversation(2) }],
  ])('for %s is refused', (_, change) => {
    expect(reusedForAnother(first, { ...first, ...change })).toMatchObject({
      code: 'client_message_id_reused',
    });
  });
});
