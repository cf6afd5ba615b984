import { aConversation, ana, ben, ids, minute } from '@baton/testkit';
import { LIMITS } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { aCommand } from '../testing/commands.ts';
import { given } from '../testing/spec.ts';
import { situationOf, waitingSince } from './state.ts';

const start = () => aConversation();

describe('a customer message', () => {
  it('starts a conversation that the AI owes an answer', () => {
    const { state } = given([])
      .when(aCommand('sendCustomerMessage', { page: 'https://shop.example/cart' }))
      .thenHappened(
        { type: 'conversationStarted', version: 1, page: 'https://shop.example/cart' },
        { type: 'customerMessageSent', version: 2, turn: 1 },
      );
    expect(state?.standing).toEqual({ status: 'open', control: { by: 'ai', owesTurn: 1 } });
  });

  it('from a contact who is known starts with what is known of them', () => {
    const contact = { name: 'Cleo', email: null };
    given([])
      .when(aCommand('sendCustomerMessage', { contact }))
      .thenHappened(
        { type: 'conversationStarted' },
        { type: 'contactIdentified', details: contact },
        { type: 'customerMessageSent' },
      );
  });

  it('reopens a resolved conversation for the person who had it, and waits for them', () => {
    const scene = start().customerSays().takenOverBy(ben).repliedBy(ben).resolvedBy(ben);
    const { state } = given(scene.events)
      .when(aCommand('sendCustomerMessage', { at: minute(30) }))
      .thenHappened(
        { type: 'reopened', by: null, controller: 'human', assigneeId: ben },
        { type: 'customerMessageSent' },
      );
    expect(state?.standing.control).toMatchObject({ by: 'human', teammateId: ben });
    expect(state && waitingSince(state)).toBe(minute(30));
  });

  it('after a handoff that was resolved begins anew with the AI, old reasons forgotten', () => {
    const scene = start().customerSays().handedOff(['direct_request']).resolvedBy(ana);
    const { state } = given(scene.events)
      .when(aCommand('sendCustomerMessage'))
      .thenHappened({ type: 'reopened', controller: 'ai' }, { type: 'customerMessageSent' });
    expect(state?.standing.control).toEqual({ by: 'ai', owesTurn: state?.turn });
    expect(state?.episode).toMatchObject({ number: 2, handoffReasons: [] });
  });

  it('wakes a snoozed conversation', () => {
    const scene = start().customerSays().takenOverBy(ana).repliedBy(ana).snoozedBy(ana, minute(90));
    const { state } = given(scene.events)
      .when(aCommand('sendCustomerMessage'))
      .thenHappened({ type: 'woke', because: 'customer' }, { type: 'customerMessageSent' });
    expect(state && situationOf(state)).toBe('human');
  });
});

describe('what the AI brings back', () => {
  it('for the first of two quick messages is dropped: the answer to the second covers both', () => {
    const scene = start().customerSays('Hi').customerSays('Where is my order?');
    given(scene.events)
      .when(aCommand('recordAiAnswer', { turn: 1 }))
      .thenIs({ kind: 'stale', why: 'newer_turn' });
    given(scene.events)
      .when(aCommand('recordAiAnswer', { turn: 2 }))
      .thenHappened({ type: 'aiAnswered', turn: 2 });
  });

  it('a second time for the same turn is dropped', () => {
    given(start().customerSays().aiAnswers().events)
      .when(aCommand('handOff', { turn: 1 }))
      .thenIs({ kind: 'stale', why: 'already_answered' });
  });

  it('for a turn before a take-over and a hand-back is dropped', () => {
    given(start().customerSays().takenOverBy(ana).handedBackBy(ana).events)
      .when(aCommand('recordAiAnswer', { turn: 1 }))
      .thenIs({ kind: 'stale', why: 'newer_turn' });
  });

  it('hands off into the queue, where the customer has waited since they wrote', () => {
    const scene = start().customerSays();
    const { state } = given(scene.events)
      .when(aCommand('handOff', { at: minute(10), reasons: ['frustration'] }))
      .thenHappened({ type: 'handedOff', turn: 1, reasons: ['frustration'] });
    expect(state?.standing.control).toEqual({ by: 'queue', since: minute(10) });
    expect(state && waitingSince(state)).toBe(minute(2));
  });

  it('as a failure is a handoff for ai_error, without a decision', () => {
    given(start().customerSays().events)
      .when(aCommand('aiFailed'))
      .thenHappened({ type: 'handedOff', reasons: ['ai_error'], decision: null });
  });

  it('as a handoff that forgot its reasons still reaches a person', () => {
    given(start().customerSays().events)
      .when(aCommand('handOff', { reasons: [] }))
      .thenHappened({ type: 'handedOff', reasons: ['ai_error'] });
  });
});

describe('a public reply', () => {
  it('takes over from the AI in the same append, and says which turn it cut off', () => {
    const { state } = given(start().customerSays().events)
      .when(aCommand('reply', { by: ana }))
      .thenHappened(
        { type: 'tookOver', version: 3, teammateId: ana, interruptedTurn: 1 },
        { type: 'replied', version: 4, teammateId: ana },
      );
    expect(state?.standing.control).toMatchObject({ by: 'human', teammateId: ana });
  });

  it('by a colleague leaves the conversation with the person who has it', () => {
    const { state } = given(start().customerSays().takenOverBy(ana).events)
      .when(aCommand('reply', { by: ben }))
      .thenHappened({ type: 'replied', teammateId: ben });
    expect(state?.standing.control).toMatchObject({ by: 'human', teammateId: ana });
  });

  it('to a resolved conversation reopens it under the one who replies', () => {
    const { state } = given(start().customerSays().takenOverBy(ana).resolvedBy(ana).events)
      .when(aCommand('reply', { by: ben }))
      .thenHappened({ type: 'reopened', by: ben, assigneeId: ben }, { type: 'replied' });
    expect(state?.standing.control).toMatchObject({ by: 'human', teammateId: ben });
  });
});

describe('waiting', () => {
  const handedOff = () => start().customerSays().handedOff().claimedBy(ana);

  it('ends with a reply, not with a note', () => {
    const noted = given(handedOff().events).when(aCommand('addNote'));
    expect(noted.state && waitingSince(noted.state)).toBe(minute(2));
    const replied = given(handedOff().events).when(aCommand('reply'));
    expect(replied.state && waitingSince(replied.state)).toBeNull();
  });

  it('counts from the first of several unanswered messages', () => {
    const scene = handedOff().customerSays('Hello?').customerSays('Anyone?');
    const { state } = given(scene.events).when(aCommand('addNote'));
    expect(state && waitingSince(state)).toBe(minute(2));
  });

  it('in the queue is never unknown, also when everything was answered before', () => {
    const { state } = given(handedOff().repliedBy(ana).events)
      .when(aCommand('transfer', { to: null, at: minute(20) }))
      .thenHappened({ type: 'transferred', from: ana, to: null });
    expect(state && waitingSince(state)).toBe(minute(20));
  });

  it('is over when the conversation is resolved', () => {
    const { state } = given(start().customerSays().handedOff().events).when(aCommand('resolve'));
    expect(state && waitingSince(state)).toBeNull();
  });
});

describe('control', () => {
  it('that somebody else has is refused, and says who has it', () => {
    given(start().customerSays().handedOff().claimedBy(ben).events)
      .when(aCommand('claim', { by: ana }))
      .thenIs({ kind: 'refused', code: 'already_claimed', teammateId: ben });
  });

  it('is not handed back by someone who does not have it', () => {
    given(start().customerSays().takenOverBy(ben).events)
      .when(aCommand('handBack', { by: ana }))
      .thenIs({ kind: 'refused', code: 'not_yours', teammateId: ben });
  });

  it('handed back with a question open is a turn the AI owes', () => {
    const scene = start().customerSays().takenOverBy(ana);
    const { state } = given(scene.events)
      .when(aCommand('handBack'))
      .thenHappened({ type: 'handedBack', teammateId: ana });
    expect(state?.standing.control).toEqual({ by: 'ai', owesTurn: scene.turn + 1 });
  });

  it('handed back with everything answered leaves the AI silent', () => {
    const { state } = given(start().customerSays().takenOverBy(ana).repliedBy(ana).events).when(
      aCommand('handBack'),
    );
    expect(state?.standing.control).toEqual({ by: 'ai', owesTurn: null });
  });

  it('given to a colleague may come from anybody', () => {
    given(start().customerSays().takenOverBy(ana).events)
      .when(aCommand('transfer', { by: ids.teammate(3), to: ben }))
      .thenHappened({ type: 'transferred', from: ana, to: ben });
  });

  it('after reopening is with whoever had it, else with the one who reopened', () => {
    given(start().customerSays().takenOverBy(ben).resolvedBy(ben).events)
      .when(aCommand('reopen', { by: ana }))
      .thenHappened({ type: 'reopened', by: ana, assigneeId: ben });
    given(start().customerSays().aiAnswers().resolvedBy(null).events)
      .when(aCommand('reopen', { by: ana }))
      .thenHappened({ type: 'reopened', by: ana, controller: 'human', assigneeId: ana });
  });
});

describe('a customer whom a teammate lets wait', () => {
  const held = () => start().customerSays().handedOff().claimedBy(ben);
  const returned = (waitingBefore: string, because: 'away' | 'unanswered' = 'away') =>
    aCommand('returnToQueue', { from: ben, because, waitingBefore });

  it('goes back to the queue with the place that their question has', () => {
    const { state } = given(held().events)
      .when(returned(minute(30)))
      .thenHappened({ type: 'transferred', by: null, from: ben, to: null, because: 'away' });
    expect(state?.standing.control.by).toBe('queue');
    expect(state && waitingSince(state)).toBe(minute(2));
  });

  it('stays where they are when a reply came first, and a reply that comes second takes them back', () => {
    given(held().repliedBy(ben).events)
      .when(returned(minute(30)))
      .thenIs({ kind: 'unchanged' });
    given(held().returnedFrom(ben).events)
      .when(aCommand('reply', { by: ben }))
      .thenHappened({ type: 'claimed', teammateId: ben }, { type: 'replied' });
  });

  it('who takes them next has the full time, so that they do not go to and fro', () => {
    const again = held().returnedFrom(ben).claimedBy(ana).events;
    const claimedAt = again.at(-1)?.at ?? '';
    const from = { from: ana, because: 'unanswered' } as const;
    given(again)
      .when(aCommand('returnToQueue', { ...from, waitingBefore: minute(2) }))
      .thenIs({ kind: 'unchanged' });
    given(again)
      .when(aCommand('returnToQueue', { ...from, waitingBefore: claimedAt }))
      .thenHappened({ type: 'transferred', from: ana, because: 'unanswered' });
  });

  it('is not taken from somebody who has it since, nor woken from a promised sleep', () => {
    given(start().customerSays().takenOverBy(ana).events)
      .when(returned(minute(30)))
      .thenIs({ kind: 'unchanged' });
    given(held().snoozedBy(ben, minute(90)).events)
      .when(returned(minute(30)))
      .thenIs({ kind: 'unchanged' });
  });
});

describe('snoozing', () => {
  it('out of the queue puts the conversation in the hands of the one who snoozes', () => {
    const { state } = given(start().customerSays().handedOff().events).when(aCommand('snooze'));
    expect(state?.standing).toMatchObject({
      status: 'snoozed',
      until: minute(120),
      control: { by: 'human', teammateId: ana },
    });
  });

  it('until a moment that has passed is refused', () => {
    given(start().customerSays().takenOverBy(ana).events)
      .when(aCommand('snooze', { at: minute(60), until: minute(60) }))
      .thenIs({ kind: 'refused', code: 'invalid_input' });
  });

  it('for longer is not undone by a wake that was due before', () => {
    const scene = start().customerSays().takenOverBy(ana).snoozedBy(ana, minute(90));
    given(scene.events)
      .when(aCommand('wake', { because: 'time', at: minute(89) }))
      .thenIs({ kind: 'unchanged' });
    given(scene.events)
      .when(aCommand('wake', { because: 'time', at: minute(90) }))
      .thenHappened({ type: 'woke', because: 'time' });
  });
});

describe('details', () => {
  it('a tag is trimmed, and there once', () => {
    const { state } = given(start().customerSays().events)
      .when(aCommand('tag', { tag: '  vip ' }))
      .thenHappened({ type: 'tagged', tag: 'vip' });
    expect(state?.tags).toEqual(['vip']);
    given(start().customerSays().taggedWith('vip').events)
      .when(aCommand('tag', { tag: 'vip ' }))
      .thenIs({ kind: 'unchanged' });
  });

  it('a tag too many, too long or empty is refused', () => {
    const full = start().customerSays();
    for (let i = 0; i < LIMITS.tagsPerConversation; i += 1) full.taggedWith(`tag ${i}`);
    given(full.events).when(aCommand('tag')).thenIs({ kind: 'refused', code: 'invalid_input' });
    for (const tag of [' ', 'x'.repeat(LIMITS.tagLength + 1)]) {
      given(start().customerSays().events)
        .when(aCommand('tag', { tag }))
        .thenIs({ kind: 'refused', code: 'invalid_input' });
    }
  });

  it('an untagged tag is gone, and the others stay', () => {
    const scene = start().customerSays().taggedWith('vip').taggedWith('delivery');
    const { state } = given(scene.events).when(aCommand('untag', { tag: 'vip' }));
    expect(state?.tags).toEqual(['delivery']);
  });

  it('what a contact leaves out is kept', () => {
    const scene = start().customerSays().identifiedAs({ name: 'Cleo', email: null });
    given(scene.events)
      .when(aCommand('identifyContact', { details: { name: null, email: 'cleo@shop.example' } }))
      .thenHappened({ details: { name: 'Cleo', email: 'cleo@shop.example' } });
    given(scene.events)
      .when(aCommand('identifyContact', { details: { name: 'Cleo', email: null } }))
      .thenIs({ kind: 'unchanged' });
  });
});

it('time in a conversation never runs backwards, whatever a clock says', () => {
  const scene = start().customerSays().takenOverBy(ana);
  given(scene.events)
    .when(aCommand('reply', { at: minute(-500) }))
    .thenHappened({ type: 'replied', at: minute(3) });
});
