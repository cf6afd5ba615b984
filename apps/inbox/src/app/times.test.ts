import { describe, expect, it } from 'vitest';
import {
  comingMoment,
  dayName,
  isSameDay,
  pastMoment,
  shortMoment,
  span,
  spokenSpan,
} from './times.ts';

const noon = new Date(2026, 2, 11, 12).getTime();
const ago = (hours: number) => new Date(noon - hours * 3_600_000).toISOString();
const minutes = (n: number) => n * 60_000;

describe('spans', () => {
  it('are short on the screen and whole words to the ear', () => {
    expect([span(30_000), span(minutes(4)), span(minutes(200)), span(minutes(3000))]).toEqual([
      'now',
      '4 min',
      '3 h',
      '2 d',
    ]);
    expect([spokenSpan(30_000), spokenSpan(minutes(1)), spokenSpan(minutes(120))]).toEqual([
      'less than a minute',
      '1 minute',
      '2 hours',
    ]);
  });
});

describe('moments', () => {
  it('in a list grow coarser with age', () => {
    expect(shortMoment(ago(0.5), noon)).toBe('30 min');
    expect(shortMoment(ago(3), noon)).toMatch(/\d:\d\d/);
    expect(shortMoment(ago(30), noon)).toMatch(/^[A-Za-z]{3}$/);
    expect(shortMoment(ago(24 * 40), noon)).toMatch(/\d/);
  });

  it('name days as people do, by the calendar and not by 24 hours', () => {
    expect(dayName(ago(1), noon)).toBe('Today');
    expect(dayName(ago(13), noon)).toBe('Yesterday');
    expect(isSameDay(ago(1), ago(11))).toBe(true);
    expect(isSameDay(ago(1), ago(13))).toBe(false);
    expect(pastMoment(ago(13), noon)).toMatch(/^yesterday, /);
    expect(comingMoment(ago(-20), noon)).toMatch(/^tomorrow, /);
  });
});
