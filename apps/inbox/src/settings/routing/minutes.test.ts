import { describe, expect, it } from 'vitest';
import { minutesOf, wrongIn } from './minutes.ts';

const rules = { returnToQueue: true, awayMinutes: 10, presentMinutes: 30 };

describe('minutes', () => {
  it('are the digits that were typed', () => {
    expect(minutesOf(' 15 min')).toBe(15);
    expect(minutesOf('')).toBeNaN();
  });

  it('are said to be wrong where they are', () => {
    expect(wrongIn(rules)).toEqual({});
    expect(wrongIn({ ...rules, awayMinutes: 0 })).toHaveProperty('awayMinutes');
    expect(wrongIn({ ...rules, presentMinutes: Number.NaN })).toHaveProperty('presentMinutes');
    expect(wrongIn({ ...rules, presentMinutes: 9 })).toHaveProperty('presentMinutes');
  });
});
