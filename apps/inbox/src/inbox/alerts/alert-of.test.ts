import type { ConversationEvent, ConversationSummary, InboxEvent } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { alertOf } from './alert-of.ts';

const me = 'tmt_me';
const heard = (summary: object, ...events: object[]): InboxEvent => ({
  type: 'conversation.changed',
  summary: {
    id: 'cnv_1',
    contact: { id: 'con_1', name: 'Ada', email: null },
    preview: { author: 'contact', text: 'Hello?' },
    controller: 'queue',
    assigneeId: null,
    ...summary,
  } as ConversationSummary,
  events: events as ConversationEvent[],
});

describe('a teammate who looks elsewhere', () => {
  it('is told when somebody starts to wait, and why', () => {
    expect(alertOf(heard({}, { type: 'handedOff', reasons: ['direct_request'] }), me)).toEqual({
      conversationId: 'cnv_1',
      title: 'Ada is waiting',
      body: 'Handed off: the customer asked for a person.',
    });
  });

  it('is not told when somebody else claimed it in the same breath', () => {
    const event = heard(
      { controller: 'human' },
      { type: 'handedOff', reasons: ['direct_request'] },
      { type: 'claimed' },
    );
    expect(alertOf(event, me)).toBeNull();
  });

  it('is told what was given to them, and not what they gave', () => {
    expect(alertOf(heard({}, { type: 'transferred', by: 'tmt_x', to: me }), me)?.title).toBe(
      'Ada is yours now',
    );
    expect(alertOf(heard({}, { type: 'transferred', by: me, to: null }), me)).toBeNull();
  });

  it('is told when nobody answered and somebody waits for anybody again', () => {
    const back = { type: 'transferred', by: null, from: 'tmt_x', to: null, because: 'away' };
    expect(alertOf(heard({}, back), me)).toMatchObject({
      title: 'Ada is waiting',
      body: 'Nobody answered: put back in the queue.',
    });
    expect(alertOf(heard({}, { ...back, from: me }), me)?.body).toContain('You did not answer');
  });

  it('is told of their own customers’ messages, not of everybody’s', () => {
    const said = { type: 'customerMessageSent', body: 'Hello?' };
    expect(alertOf(heard({ assigneeId: me }, said), me)?.body).toBe('Hello?');
    expect(alertOf(heard({ assigneeId: 'tmt_x' }, said), me)).toBeNull();
  });
});
