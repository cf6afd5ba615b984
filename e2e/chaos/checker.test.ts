/** The checker must see each law broken: a chaos run is worth what its checker is. */
import type { ConversationEvent } from '@baton/protocol';
import { expect, test } from 'vitest';
import { brokenLaws, type StoredConversation } from './checker.ts';

let version = 0;
const event = (type: string, more: object = {}): ConversationEvent =>
  ({ type, version: ++version, at: '2026-01-01T00:00:00.000Z', ...more }) as ConversationEvent;
const asked = (turn: number) => event('customerMessageSent', { turn, clientMessageId: `c${turn}` });

function conversation(controller: string, make: () => ConversationEvent[]): StoredConversation {
  version = 0;
  const events = [event('conversationStarted'), ...make()];
  return { id: 'cnv', version: events.length, status: 'open', controller, events };
}
const check = (one: StoredConversation) =>
  brokenLaws({ conversations: [one], messages: [], sent: [] });

test('a conversation that keeps the laws is passed', () => {
  const one = conversation('ai', () => [
    asked(1),
    event('handedOff', { turn: 1 }),
    event('claimed'),
    event('replied'),
    event('handedBack'),
    asked(5),
    event('aiAnswered', { turn: 5 }),
  ]);
  expect(check(one)).toEqual([]);
});

test('an AI answer after a takeover is found', () => {
  const one = conversation('human', () => [
    asked(1),
    event('tookOver'),
    event('aiAnswered', { turn: 1 }),
  ]);
  expect(check(one).join()).toContain('law 1');
});

test('two AI answers to one message are found', () => {
  const one = conversation('ai', () => [
    asked(1),
    event('aiAnswered', { turn: 1 }),
    event('aiAnswered', { turn: 1 }),
  ]);
  expect(check(one).join()).toContain('law 2');
});

test('a person who speaks without control is found', () => {
  const one = conversation('queue', () => [
    asked(1),
    event('handedOff', { turn: 1 }),
    event('replied'),
  ]);
  expect(check(one).join()).toContain('law 3');
});

test('a customer left with a silent AI is found', () => {
  expect(check(conversation('ai', () => [asked(1)])).join()).toContain('law 5');
});

test('a missing version is found', () => {
  const one = conversation('ai', () => [asked(1), event('aiAnswered', { turn: 1 })]);
  expect(
    check({ ...one, events: one.events.filter((each) => each.version !== 2) }).length,
  ).toBeGreaterThan(0);
});

test('lost, doubled and changed messages are found', () => {
  const sent = (clientMessageId: string) => ({
    clientMessageId,
    body: 'x',
    conversationId: null,
    acknowledged: true,
  });
  const stored = (clientMessageId: string, body = 'x') => ({
    conversationId: 'c',
    clientMessageId,
    author: 'contact',
    body,
  });
  const broken = brokenLaws({
    conversations: [],
    messages: [stored('twice'), stored('twice'), stored('changed', 'y'), stored('fine')],
    sent: [[sent('lost'), sent('twice'), sent('changed'), sent('fine')]],
  });
  expect(broken).toHaveLength(3);
});
