import { describe, expect, it } from 'vitest';
import { dayOf, money, monthAfter, monthName, monthOf, seconds, short } from './amounts.ts';

describe('money', () => {
  it('is short, and never hides a small amount behind two zeros', () => {
    expect([0, 20, 12.4, 1234.5].map((amount) => money(amount, 'EUR'))).toEqual([
      '€0',
      '€20',
      '€12.40',
      '€1,234.50',
    ]);
    expect([0.0031, 0.000_021_4, 0.006, 0.05].map((amount) => money(amount, 'USD'))).toEqual([
      '$0.0031',
      '$0.000021',
      '$0.0060',
      '$0.05',
    ]);
  });
  it('is written with the code of a currency that has no sign', () => {
    expect(money(5, 'XYZ')).toContain('XYZ');
  });
});

describe('counts and times', () => {
  it('are as long as they need to be', () => {
    expect([840, 9_999, 12_400, 3_120_000].map(short)).toEqual(['840', '9,999', '12.4k', '3.1M']);
    expect([42, 380, 1_240, 12_300].map(seconds)).toEqual(['42 ms', '0.4 s', '1.2 s', '12 s']);
  });
});

describe('a month', () => {
  it('is counted in UTC, whatever the clock on the wall says', () => {
    expect(monthOf(Date.UTC(2026, 10, 30, 23, 59))).toBe('2026-11');
    expect(monthOf(Date.UTC(2026, 11, 1))).toBe('2026-12');
    expect(dayOf('2026-11-01')).toBe('1 Nov');
  });
  it('goes over the turn of the year both ways', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
    expect(monthName('2026-11')).toBe('November 2026');
  });
});
