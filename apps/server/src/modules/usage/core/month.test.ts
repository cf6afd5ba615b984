import { expect, it } from 'vitest';
import { beginOf, dayOf, daysUpTo, monthOf } from './month.ts';

it('a month begins at midnight UTC, wherever the server stands', () => {
  expect(monthOf(new Date('2026-11-30T23:59:59.999Z'))).toBe('2026-11');
  expect(monthOf(new Date('2026-12-01T00:00:00.000Z'))).toBe('2026-12');
  expect(dayOf(beginOf('2026-12', 1))).toBe('2027-01-01');
});

it('has every day up to today, all of them once it is over, none before it begins', () => {
  const today = new Date('2026-11-22T10:00:00Z');
  expect(daysUpTo('2026-11', today)).toHaveLength(22);
  expect(daysUpTo('2026-11', today).at(-1)).toBe('2026-11-22');
  expect(daysUpTo('2026-11', new Date('2026-11-01T00:00:00Z'))).toEqual(['2026-11-01']);
  expect(daysUpTo('2024-02', today)).toHaveLength(29);
  expect(daysUpTo('2026-12', today)).toEqual([]);
});
