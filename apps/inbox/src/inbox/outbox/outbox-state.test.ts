import { describe, expect, it } from 'vitest';
import {
  nextToSend,
  notArrived,
  type Outbox,
  put,
  refuse,
  remove,
  sendAgain,
  waitForServer,
} from './outbox-state.ts';

const message = (id: string, conversationId = 'cnv_1') => ({
  clientMessageId: id,
  conversationId,
  kind: 'reply' as const,
  body: `text of ${id}`,
  at: '2026-01-01T09:00:00Z',
});
const sendable = (outbox: Outbox, underWay: string[] = []) =>
  nextToSend(outbox, new Set(underWay)).map(({ clientMessageId }) => clientMessageId);
const twoOfOne = put(put([], message('a')), message('b'));

describe('messages on their way', () => {
  it('are there once, however often the same one is put in', () => {
    expect(put(twoOfOne, message('a'))).toBe(twoOfOne);
  });

  it('of one conversation go out one after the other, in the order they were written', () => {
    expect(sendable(twoOfOne)).toEqual(['a']);
    expect(sendable(twoOfOne, ['a'])).toEqual([]);
    expect(sendable(remove(twoOfOne, 'a'))).toEqual(['b']);
  });

  it('of several conversations do not wait for each other', () => {
    expect(sendable(put(twoOfOne, message('c', 'cnv_2')), ['a'])).toEqual(['c']);
  });

  it('without an answer stay first in line and are sent again', () => {
    expect(sendable(waitForServer(twoOfOne, 'a'))).toEqual(['a']);
  });

  it('that were refused hold nothing up, keep their text, and go again when asked', () => {
    const refused = refuse(twoOfOne, 'a', 'This conversation is with somebody else.');
    expect(sendable(refused)).toEqual(['b']);
    expect(refused[0]).toMatchObject({ body: 'text of a', state: 'failed' });
    expect(sendable(sendAgain(refused, 'a'))).toEqual(['a']);
  });

  it('are shown until the conversation itself shows them', () => {
    const arrived = [{ type: 'replied', clientMessageId: 'a' }, { type: 'claimed' }];
    expect(notArrived(twoOfOne, 'cnv_1', arrived).map((one) => one.clientMessageId)).toEqual(['b']);
    expect(notArrived(twoOfOne, 'cnv_2', [])).toEqual([]);
  });
});
