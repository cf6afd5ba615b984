import type { Webhook } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { eventsInWords, renewalOf, standingOf, troubleOf } from './webhook-words.ts';

const webhook = { state: 'active', offBecause: null, failingSince: null, waiting: 0 } as Webhook;

describe('how a webhook stands', () => {
  it('is failing only while it is at work', () => {
    const failing = { ...webhook, failingSince: '2026-01-05T12:00:00Z' };
    expect(standingOf(failing).words).toBe('Failing');
    expect(standingOf({ ...failing, state: 'paused' }).words).toBe('Paused');
    expect(standingOf(webhook).words).toBe('Active');
  });

  it('says why it was turned off, and what waits while it is paused', () => {
    expect(troubleOf(webhook)).toBeNull();
    expect(troubleOf({ ...webhook, state: 'off', offBecause: 'gone' })).toContain('410');
    expect(troubleOf({ ...webhook, state: 'paused', waiting: 1 })).toContain('1 delivery waits');
    expect(troubleOf({ ...webhook, state: 'paused' })).toBeNull();
  });

  it('says before a secret is renewed which ones go on signing', () => {
    expect(renewalOf({ oldSecretUntil: null })).toContain('both sign');
    expect(renewalOf({ oldSecretUntil: '2026-01-06T12:00:00Z' })).toContain(
      'older one is worth nothing',
    );
  });

  it('counts its events', () => {
    expect(eventsInWords(['message.received'])).toBe('1 event');
    expect(eventsInWords(['message.received', 'message.replied'])).toBe('2 events');
  });
});
