import type { ConversationId } from '@baton/protocol';
import { expect, test } from 'vitest';
import type { FeedTail } from '../../platform/feed/index.ts';
import { createTurnWatch } from './turn-watch.ts';

type Hear = Parameters<FeedTail['subscribe']>[0];

const at = {
  workspaceId: 'wsp_1',
  conversationId: 'cnv_1' as ConversationId,
  contactId: 'con_1',
  turn: 3,
  version: 7,
};
const waiting = { id: 'cnv_1', version: 8, turn: 3, controller: 'ai', aiWorking: true };

/** How often the turn was said to be over, when the feed tells that the conversation is so. */
function toldOf(now: object, workspaceId = 'wsp_1', stopped = false): number {
  let hear: Hear = () => undefined;
  const watch = createTurnWatch({
    subscribe: (subscriber) => {
      hear = subscriber;
      return () => undefined;
    },
  });
  let over = 0;
  const stop = watch.watchTurn(at, () => (over += 1));
  if (stopped) stop();
  const entry = { type: 'conversation.changed', workspaceId, data: { summary: now } };
  hear([entry] as unknown as Parameters<Hear>[0], '1.1');
  return over;
}

test('what leaves the turn owed does not end it: a tag, a name', () => {
  expect(toldOf(waiting)).toBe(0);
});

test.each([
  ['the customer wrote again, and the AI owes that', { turn: 4 }],
  ['a person has it', { controller: 'human' }],
  ['it waits in the queue', { controller: 'queue' }],
  ['it has its answer', { aiWorking: false }],
])('the turn is over when %s', (_, change) => {
  expect(toldOf({ ...waiting, ...change })).toBe(1);
});

test.each([
  ['the answer to the turn before', { version: 6, turn: 2, aiWorking: false }],
  ['a person had it before it was handed back', { version: 6, controller: 'human' }],
  ['the very state that the turn was read in', { version: 7, aiWorking: false }],
])('late news from before the turn was read does not end it: %s', (_, past) => {
  expect(toldOf({ ...waiting, ...past })).toBe(0);
});

test('another conversation, another workspace and a stopped watch say nothing', () => {
  expect(toldOf({ ...waiting, id: 'cnv_2', turn: 9 })).toBe(0);
  expect(toldOf({ ...waiting, turn: 9 }, 'wsp_2')).toBe(0);
  expect(toldOf({ ...waiting, turn: 9 }, 'wsp_1', true)).toBe(0);
});
