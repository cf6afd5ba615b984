/** What is told, how it is signed, and with how much patience. */
import type { WebhookEvent } from '@baton/protocol';
import { WEBHOOK_EVENTS, WebhookPayload } from '@baton/protocol';
import { aConversation, ana, ben, ids } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURES_BEFORE_REST, pauseAfter, restAfter } from './patience.ts';
import { type ConversationChange, payloadsOf } from './payloads.ts';
import { secretOf, signatures } from './signature.ts';

const summary: ConversationChange['summary'] = {
  id: ids.conversation(),
  version: 9,
  status: 'open',
  controller: 'human',
  aiAgentId: ids.aiAgent(),
  contact: { id: ids.contact(), name: 'Cleo', email: 'cleo@shop.example' },
  assigneeId: ana,
  waitingSince: null,
  snoozedUntil: null,
  handoffReasons: [],
  tags: ['vip'],
  preview: { author: 'contact', text: 'Hello' },
  aiWorking: false,
  turn: 3,
  lastMessageAt: '2026-01-05T12:00:00.000Z',
  createdAt: '2026-01-05T12:00:00.000Z',
};

const everything = aConversation()
  .customerSays()
  .aiAnswers()
  .customerSays()
  .handedOff()
  .claimedBy(ana)
  .repliedBy(ana)
  .notedBy(ana, 'The card ends in 4242.')
  .transferred(ana, ana, ben)
  .returnedFrom(ben)
  .takenOverBy(ana)
  .handedBackBy(ana)
  .resolvedBy(null)
  .reopenedFor(null).events;
const told = payloadsOf(ids.workspace(), { summary, events: everything });

describe('what is told', () => {
  it('every event of the catalogue comes from somewhere, in the shape that is promised', () => {
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set<WebhookEvent>(WEBHOOK_EVENTS));
    for (const payload of told) expect(WebhookPayload.parse(payload)).toEqual(payload);
  });

  it('notes are never told', () => {
    expect(JSON.stringify(told)).not.toContain('4242');
  });

  it('each carries its place in the conversation, in order', () => {
    const places = told.map(({ data }) => data.sequence);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
  });

  it('says why a conversation is back in the queue', () => {
    const because = (by: typeof ana | null) =>
      payloadsOf(ids.workspace(), {
        summary,
        events: [
          { type: 'transferred', version: 9, at: summary.createdAt, by, from: ben, to: null },
        ],
      })[0]?.data;
    expect(because(ana)).toMatchObject({ because: 'teammate', by: ana, from: ben });
    expect(because(null)).toMatchObject({ because: 'left', by: null });
    const away = told.find(({ type }) => type === 'conversation.returned_to_queue');
    expect(away?.data).toMatchObject({ because: 'away' });
  });

  it('that a conversation sleeps is the team’s own business', () => {
    const events = everything.slice(-1);
    const [payload] = payloadsOf(ids.workspace(), {
      summary: { ...summary, status: 'snoozed', snoozedUntil: summary.createdAt },
      events,
    });
    expect(payload?.data.conversation.status).toBe('open');
  });
});

describe('a signature', () => {
  // The example of the specification's reference libraries.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const toSign = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };

  it('is that of Standard Webhooks', () => {
    expect(signatures(toSign, [secret])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is given by each secret while one is changed', () => {
    const both = signatures(toSign, [secretOf(Buffer.alloc(32, 1)), secret]);
    expect(both.split(' ')).toHaveLength(2);
    expect(both).toContain(signatures(toSign, [secret]));
  });
});

describe('patience', () => {
  it('grows, and is never twice the same for those who failed together', () => {
    for (let n = 1; n < 12; n += 1) {
      expect(pauseAfter(n + 1, null, 0.5)).toBeGreaterThanOrEqual(pauseAfter(n, null, 0.5));
      expect(pauseAfter(n, null, 0)).toBeLessThan(pauseAfter(n, null, 1));
    }
  });

  it('tries at least ten times before three days are over', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10 }),
        (luck) => {
          let at = 0;
          for (let n = 1; n < 10; n += 1) at += pauseAfter(n, null, luck[n] ?? 0);
          expect(at).toBeLessThan(3 * 86_400_000);
        },
      ),
    );
  });

  it('heeds what a server asks for, within reason', () => {
    expect(pauseAfter(1, 120_000, 0)).toBe(120_000);
    expect(pauseAfter(1, 1e12, 0)).toBe(8 * 3_600_000);
  });

  it('leaves alone who fails again and again', () => {
    expect(restAfter(FAILURES_BEFORE_REST - 1)).toBe(0);
    expect(restAfter(FAILURES_BEFORE_REST)).toBeGreaterThan(0);
    expect(restAfter(1_000)).toBe(15 * 60_000);
  });
});
