import { HANDOFF_REASONS } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { contactName, percent, reasonChip, reasonsInWords } from './words.ts';

const contact = (more: object) => ({ id: 'con_1', name: null, email: null, ...more }) as never;

describe('words', () => {
  it('exist for every reason, short and long', () => {
    for (const reason of HANDOFF_REASONS) {
      expect(reasonChip(reason)).not.toBe(reason);
      expect(reasonsInWords([reason])).not.toBe(reason);
    }
  });

  it('join several reasons as people would', () => {
    expect(reasonsInWords(['direct_request', 'frustration'])).toBe(
      'the customer asked for a person and the customer is frustrated',
    );
  });

  it('name a contact by name, by email, or by a friendly name that stays theirs', () => {
    expect(contactName(contact({ name: 'Ada', email: 'a@b.example' }))).toBe('Ada');
    expect(contactName(contact({ email: 'a@b.example' }))).toBe('a@b.example');
    expect(contactName(contact({}))).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(contactName(contact({}))).toBe(contactName(contact({})));
  });

  it('never claim certainty, neither way', () => {
    expect(percent(1)).toBe('over 99%');
    expect(percent(0.994)).toBe('over 99%');
    expect(percent(0.002)).toBe('under 1%');
    expect(percent(0.805)).toBe('81%');
  });
});
