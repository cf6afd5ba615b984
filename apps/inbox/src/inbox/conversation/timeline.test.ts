import type { ConversationEvent } from '@baton/protocol';
import { aConversation, ana } from '@baton/testkit';
import { describe, expect, it } from 'vitest';
import { timeline } from './timeline.ts';

const shape = (events: readonly ConversationEvent[]) =>
  timeline(events).map((item) => (item.kind === 'day' ? 'day' : `${item.kind} ${item.event.type}`));
const moved = (event: ConversationEvent, at: string): ConversationEvent => ({ ...event, at });

describe('the thread', () => {
  it('shows what the AI said as it passed the baton, then that it did', () => {
    const { events } = aConversation().customerSays().handedOff();
    expect(shape(events)).toEqual([
      'day',
      'line conversationStarted',
      'message customerMessageSent',
      'message handedOff',
      'line handedOff',
    ]);
  });

  it('joins messages of one author in one breath: name on the first, corner on the last', () => {
    const { events } = aConversation().customerSays('Hi').customerSays('Anybody?').aiAnswers('Yes');
    const messages = timeline(events).filter((item) => item.kind === 'message');
    expect(messages.map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('does not join messages that are far apart in time', () => {
    const { events } = aConversation().customerSays('Hi').customerSays('Still there?');
    const later = events.map((event, index) =>
      index === 2 ? moved(event, new Date(Date.parse(event.at) + 600_000).toISOString()) : event,
    );
    const messages = timeline(later).filter((item) => item.kind === 'message');
    expect(messages.every(({ first, last }) => first && last)).toBe(true);
  });

  it('does not join a note with a reply of the same teammate', () => {
    const { events } = aConversation()
      .customerSays()
      .handedOff()
      .claimedBy(ana)
      .repliedBy(ana, 'Hello')
      .notedBy(ana, 'odd case');
    const last = timeline(events).at(-1);
    expect(last).toMatchObject({ kind: 'message', first: true });
  });

  it('draws a line wherever the day changes, and each item has its own key', () => {
    const { events } = aConversation().customerSays('Hi').customerSays('Next day');
    const nextDay = events.map((event, index) =>
      index === 2 ? moved(event, new Date(Date.parse(event.at) + 86_400_000).toISOString()) : event,
    );
    const items = timeline(nextDay);
    expect(items.filter(({ kind }) => kind === 'day')).toHaveLength(2);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});
