/** Each law must see itself broken: a chaos run is worth what its checks are. */
import { describe, expect, test } from 'vitest';
import { type Evidence, verdicts } from './index.ts';
import { theAiIsSilent } from './law-1-the-ai-is-silent.ts';
import { oneAnswer } from './law-2-one-answer.ts';
import { aReplyTakesControl } from './law-3-a-reply-takes-control.ts';
import { oneClaims } from './law-4-one-claims.ts';
import { nothingStrands } from './law-5-nothing-strands.ts';
import { onceAcknowledged } from './law-6-once-acknowledged.ts';
import { difference, liveIsFresh } from './law-7-live-is-fresh.ts';
import { order } from './order.ts';
import {
  answered,
  asked,
  claimed,
  conversation,
  evidence,
  handedBack,
  handedOff,
  replied,
  rowsOf,
  sent,
  tookOver,
} from './testing.ts';

const ana = 'tmt_ana';
const bo = 'tmt_bo';
const broken = (law: (all: Evidence) => { broken: string[] }, more: Partial<Evidence>) =>
  law(evidence(more)).broken.join();

test('a history that keeps the laws is passed by all of them', () => {
  const one = conversation([
    asked(1),
    handedOff(1),
    claimed(ana),
    replied(ana),
    handedBack(ana),
    asked(5),
    answered(5),
  ]);
  const all = evidence({
    conversations: [one],
    sent: [
      sent('c1'),
      sent('r1', { body: 'z', firstSentAt: 2, acknowledgedAt: 3 }),
      sent('c5', { firstSentAt: 4, acknowledgedAt: 5 }),
    ],
    claims: [
      { conversationId: 'cnv', by: ana, told: 'won', heldBy: null },
      { conversationId: 'cnv', by: bo, told: 'refused', heldBy: ana },
    ],
    screens: [{ whose: 'an inbox', holds: 1, differences: [] }],
    badges: [{ name: 'waiting', shown: 0, counted: 0 }],
  });
  for (const verdict of verdicts(all)) {
    expect(verdict.broken, verdict.law).toEqual([]);
    expect(verdict.checked, verdict.law).toBeGreaterThan(0);
  }
});

describe('law 1', () => {
  test('an AI answer after a takeover is found', () => {
    const one = conversation([asked(1), tookOver(ana), answered(1)], { controller: 'human' });
    expect(broken(theAiIsSilent, { conversations: [one] })).toContain('human');
  });

  test('an AI answer for a turn that is over is found, also after a hand-back', () => {
    const late = conversation([asked(1), asked(2), answered(1)]);
    expect(broken(theAiIsSilent, { conversations: [late] })).toContain('it is turn 2');
    const back = conversation([asked(1), tookOver(ana), handedBack(ana), answered(1)]);
    expect(broken(theAiIsSilent, { conversations: [back] })).toContain('it is turn 3');
  });
});

describe('law 2', () => {
  test('two AI answers to one message are found', () => {
    const one = conversation([asked(1), answered(1), answered(1)]);
    expect(broken(oneAnswer, { conversations: [one] })).toContain('twice');
  });

  test('two rows of the AI for one turn are found, whatever the events say', () => {
    const one = conversation([asked(1), answered(1)]);
    const messages = [...rowsOf(one), ...rowsOf(one)];
    expect(broken(oneAnswer, { conversations: [one], messages })).toContain('two messages');
  });

  test('an answer to nothing is found', () => {
    const one = conversation([answered(0)]);
    expect(broken(oneAnswer, { conversations: [one] })).toContain('nothing was asked');
  });
});

test('law 3: a person who speaks without control is found', () => {
  const queue = conversation([asked(1), handedOff(1), replied(ana)], { controller: 'queue' });
  expect(broken(aReplyTakesControl, { conversations: [queue] })).toContain('queue has control');
  const ai = conversation([asked(1), replied(ana)]);
  expect(broken(aReplyTakesControl, { conversations: [ai] })).toContain('ai has control');
});

describe('law 4', () => {
  const won = conversation([asked(1), handedOff(1), claimed(ana)], { controller: 'human' });

  test('a second claim of what somebody has is found', () => {
    const two = conversation([asked(1), handedOff(1), claimed(ana), claimed(bo)]);
    expect(broken(oneClaims, { conversations: [two] })).toContain('claimed while human has it');
  });

  test('two who were told that they won are found', () => {
    const claims = [ana, bo].map((by) => ({
      conversationId: 'cnv',
      by,
      told: 'won' as const,
      heldBy: null,
    }));
    expect(broken(oneClaims, { conversations: [won], claims })).toContain(bo);
  });

  test('one who won once and was told so twice is found', () => {
    const claim = { conversationId: 'cnv', by: ana, told: 'won' as const, heldBy: null };
    expect(broken(oneClaims, { conversations: [won], claims: [claim, claim] })).toContain(
      '2 times',
    );
  });

  test('a loser who is told the wrong name, or none, is found', () => {
    const refused = { conversationId: 'cnv', by: bo, told: 'refused' as const };
    expect(
      broken(oneClaims, { conversations: [won], claims: [{ ...refused, heldBy: 'tmt_cy' }] }),
    ).toContain('who never had');
    expect(
      broken(oneClaims, { conversations: [won], claims: [{ ...refused, heldBy: null }] }),
    ).toContain('not told');
  });
});

describe('law 5', () => {
  test('a customer left with a silent AI is found', () => {
    expect(broken(nothingStrands, { conversations: [conversation([asked(1)])] })).toContain(
      'silent AI',
    );
  });

  test('a customer who waits for people where nobody looks is found', () => {
    const hidden = conversation([asked(1), handedOff(1)], { status: 'resolved' });
    expect(broken(nothingStrands, { conversations: [hidden] })).toContain('listed as resolved');
    const nobody = conversation([asked(1), tookOver(ana)], { controller: 'human' });
    expect(broken(nothingStrands, { conversations: [nobody] })).toContain('who is nobody');
  });

  test('an answer that lost its job is found, though it was mended', () => {
    const lostJobs = ['cnv: turn 3 was owed without a job'];
    expect(broken(nothingStrands, { lostJobs })).toContain('without a job');
  });
});

describe('law 6', () => {
  const one = conversation([asked(1)]);
  const rows = rowsOf(one);

  test('lost, doubled, changed and invented messages are found', () => {
    const found = broken(onceAcknowledged, { conversations: [one], sent: [sent('lost')] });
    expect(found).toContain('acknowledged message lost is lost');
    expect(found).toContain('c1 was sent by nobody');
    const all = { conversations: [one], sent: [sent('c1')] };
    expect(broken(onceAcknowledged, all)).toBe('');
    expect(broken(onceAcknowledged, { ...all, messages: [...rows, ...rows] })).toContain('2 times');
    expect(broken(onceAcknowledged, { ...all, sent: [sent('c1', { body: 'other' })] })).toContain(
      'changed',
    );
  });

  test('a message that was never acknowledged may be missing, and may be there', () => {
    const unsure = { acknowledged: false, acknowledgedAt: null };
    expect(
      broken(onceAcknowledged, {
        conversations: [one],
        sent: [sent('c1', unsure), sent('gone', unsure)],
      }),
    ).toBe('');
  });

  test('an event without its row, and a row without its event, are found', () => {
    expect(broken(onceAcknowledged, { conversations: [one], messages: [], sent: [] })).toContain(
      'has no row',
    );
    const stray = { ...rows[0]!, version: 9, clientMessageId: null };
    expect(
      broken(onceAcknowledged, { conversations: [one], messages: [...rows, stray], sent: [] }),
    ).toContain('no event');
  });
});

describe('law 7', () => {
  test('a screen, a list and a badge that differ are found', () => {
    const screens = [{ whose: 'an inbox', holds: 1, differences: ['cnv: version'] }];
    const badges = [{ name: 'waiting', shown: 1, counted: 0 }];
    const listed = conversation([asked(1), tookOver(ana)], { controller: 'ai' });
    const found = broken(liveIsFresh, { screens, badges, conversations: [listed] });
    expect(found).toContain('an inbox: cnv: version');
    expect(found).toContain('badge waiting');
    expect(found).toContain('the list says ai');
  });

  test('a feed that skips, repeats or turns versions round is found', () => {
    const told = (from: number, to = from) => ({
      conversationId: 'cnv',
      place: `${from}.1`,
      from,
      to,
    });
    expect(broken(liveIsFresh, { feed: [told(1, 2), told(3), told(4, 6)] })).toBe('');
    for (const feed of [
      [told(2)],
      [told(1), told(3)],
      [told(1), told(1)],
      [told(1), told(3), told(2)],
    ])
      expect(broken(liveIsFresh, { feed })).toContain('the feed tells');
  });

  test('a difference is told by its place; the order of keys is none', () => {
    expect(difference({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toBeNull();
    expect(difference({ b: [{ c: 2 }] }, { b: [{ c: 3 }] })).toBe('b.0.c: 2, fresh 3');
    expect(difference({ a: [] }, { a: {} })).toContain('a: []');
    expect(difference({}, { a: null })).toContain('a: nothing');
    expect(difference({ b: [1, 2] }, { b: [1] })).toContain('b.1: 2');
  });
});

describe('order', () => {
  test('a message that overtook one acknowledged before it was sent is found', () => {
    const one = conversation([asked(1, 'second'), asked(2, 'first')]);
    const messages = [
      sent('first', { firstSentAt: 0, acknowledgedAt: 1 }),
      sent('second', { firstSentAt: 2, acknowledgedAt: 3 }),
    ];
    expect(broken(order, { conversations: [one], sent: messages })).toContain(
      'second stands at v2',
    );
  });

  test('messages that were on their way together may stand either way', () => {
    const one = conversation([asked(1, 'second'), asked(2, 'first')]);
    const messages = [
      sent('first', { firstSentAt: 0, acknowledgedAt: 3 }),
      sent('second', { firstSentAt: 2, acknowledgedAt: 4 }),
    ];
    expect(broken(order, { conversations: [one], sent: messages })).toBe('');
  });

  test('a missing version is found, in the middle and at the end', () => {
    const one = conversation([asked(1), answered(1)]);
    const hole = { ...one, events: one.events.filter(({ version }) => version !== 2) };
    expect(broken(order, { conversations: [hole] })).toContain('missing');
    expect(broken(order, { conversations: [{ ...one, version: 4 }] })).toContain('3 events');
  });
});
