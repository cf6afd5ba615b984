import { AUDIT_KINDS } from '@baton/protocol';
import { describe, expect, it, test } from 'vitest';
import { auditCsvLine } from './audit-csv.ts';
import { auditInWords } from './audit-words.ts';
import { confirmWords, isConfirmed } from './confirm-words.ts';

const details = {
  role: 'admin',
  from: 'owner',
  to: 'teammate',
  version: 4,
  restored: 2,
  changed: ['name', 'look', 'allowed websites'],
  model: 'gpt-4o-mini',
  count: 2,
  conversations: 1,
};

describe('an entry of the audit log', () => {
  it.each(Object.values(AUDIT_KINDS).flat())('of kind %s is a sentence', (kind) => {
    const words = auditInWords({ kind, who: 'Ana', what: 'Lumi', details });
    expect(words).toMatch(/^(Ana|Baton|Somebody) .{5,}[^.]$/);
    expect(words).not.toMatch(/\?|undefined|null|something/);
  });

  it('tells who, what and how', () => {
    const tell = (kind: string, who: string | null = 'Ana') =>
      auditInWords({ kind, who, what: 'Lumi', details });
    expect(tell('policyPublished')).toBe('Ana switched on policy version 4 of Lumi');
    expect(tell('aiAgentChanged')).toBe('Ana changed name, look and allowed websites of Lumi');
    expect(tell('retentionApplied', null)).toBe('Baton removed 1 conversation, as retention says');
    expect(tell('roleChanged')).toBe('Ana made Lumi a teammate (was owner)');
  });

  it('of a kind that a newer server wrote is told by its name', () => {
    expect(auditInWords({ kind: 'moonLanded', who: null, what: null, details: {} })).toBe(
      'Baton: moonLanded',
    );
    expect(auditInWords({ kind: 'toString', who: null, what: null, details: {} })).toBe(
      'Baton: toString',
    );
  });

  it('is no formula in a spreadsheet, whatever somebody called themselves', () => {
    const line = auditCsvLine(
      {
        id: '7',
        at: '2026-03-02T12:00:00.000Z',
        kind: 'signedIn',
        teammateId: null,
        words: '=HYPERLINK("https://evil.example") signed in',
        subject: null,
        details: {},
        address: null,
        userAgent: '@SUM(1)',
      },
      '+Ana, "the" boss',
    );
    expect(line).toBe(
      `7,2026-03-02T12:00:00.000Z,"'+Ana, ""the"" boss","'=HYPERLINK(""https://evil.example"") signed in",signedIn,,'@SUM(1),{}\r\n`,
    );
  });
});

test('who is erased is typed: the e-mail address, else the name, else that they are', () => {
  const known = { name: ' Ana ', email: 'ana@home.example' };
  expect(confirmWords(known)).toBe('ana@home.example');
  expect(confirmWords({ ...known, email: null })).toBe('Ana');
  expect(confirmWords({ name: ' ', email: null })).toBe('erase');
  expect(isConfirmed(known, ' ANA@home.example ')).toBe(true);
  expect(isConfirmed(known, 'Ana')).toBe(false);
  expect(isConfirmed(known, '')).toBe(false);
});
