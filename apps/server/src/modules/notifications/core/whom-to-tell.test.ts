/** Who is told of what: laws over everything that may be so. */
import { ids } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Recipient, type Wait, whomToTell } from './whom-to-tell.ts';

const now = new Date('2026-03-02T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const aWait = (changes: Partial<Wait> = {}): Wait => ({
  conversationId: ids.conversation(1),
  kind: 'queue',
  since: ago(3),
  hereSince: ago(3),
  contactName: 'Priya',
  verified: false,
  reasons: ['direct_request'],
  told: false,
  ...changes,
});
const away: Recipient = { active: true, when: 'away', away: true, resting: false };
const rules = { afterMinutes: 2 };

describe('one customer who waits', () => {
  it('is told after so many minutes, not before', () => {
    const at = (minutes: number) =>
      whomToTell(away, [aWait({ since: ago(minutes), hereSince: ago(minutes) })], rules, now);
    expect(at(1.99)).toEqual([]);
    expect(at(2)).toHaveLength(1);
  });

  it('counts from when it came to the queue, however long the customer waited for somebody else', () => {
    expect(whomToTell(away, [aWait({ since: ago(40), hereSince: ago(1) })], rules, now)).toEqual(
      [],
    );
  });

  it.each<[string, Partial<Recipient>]>([
    ['is disabled', { active: false }],
    ['wants no mail', { when: 'never' }],
    ['has the inbox open', { away: false }],
    ['has just been written to', { resting: true }],
  ])('is not told to a teammate who %s', (_, changes) => {
    expect(whomToTell({ ...away, ...changes }, [aWait()], rules, now)).toEqual([]);
  });

  it('is told to who wants everything, inbox open or not', () => {
    for (const isAway of [true, false])
      expect(
        whomToTell({ ...away, when: 'always', away: isAway }, [aWait()], rules, now),
      ).toHaveLength(1);
  });
});

const waits = fc.array(
  fc.record({
    n: fc.nat(200),
    kind: fc.constantFrom<Wait['kind'][]>('queue', 'mine'),
    sinceMinutes: fc.double({ min: -5, max: 600, noNaN: true }),
    hereMinutes: fc.double({ min: -5, max: 600, noNaN: true }),
    told: fc.boolean(),
  }),
  { maxLength: 150 },
);
const recipient = fc.record<Recipient>({
  active: fc.boolean(),
  when: fc.constantFrom('never', 'away', 'always'),
  away: fc.boolean(),
  resting: fc.boolean(),
});

it('law: only untold and ripe waits, the longest first, each once, and nobody who would not have it', () => {
  fc.assert(
    fc.property(recipient, waits, fc.integer({ min: 1, max: 120 }), (who, drawn, afterMinutes) => {
      const all = drawn.map(({ n, kind, sinceMinutes, hereMinutes, told }) =>
        aWait({
          conversationId: ids.conversation(n),
          kind,
          told,
          since: ago(sinceMinutes),
          hereSince: ago(hereMinutes),
        }),
      );
      const told = whomToTell(who, all, { afterMinutes }, now);
      const ripe = (wait: Wait) =>
        !wait.told && wait.since <= ago(afterMinutes) && wait.hereSince <= ago(afterMinutes);
      const may =
        who.active && !who.resting && who.when !== 'never' && (who.when === 'always' || who.away);
      expect(told).toHaveLength(may ? all.filter(ripe).length : 0);
      expect(told.every((wait) => ripe(wait) && all.includes(wait))).toBe(true);
      expect(new Set(told).size).toBe(told.length);
      const order = told.map(({ since }) => since.getTime());
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
  );
});

it('law: to wait longer never untells: what is told now is told later, if it still waits', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 300, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (waited, later) => {
        const wait = aWait({ since: ago(waited), hereSince: ago(waited) });
        const at = (minutes: number) =>
          whomToTell(away, [wait], rules, new Date(now.getTime() + minutes * 60_000)).length;
        expect(at(later)).toBeGreaterThanOrEqual(at(0));
      },
    ),
  );
});
