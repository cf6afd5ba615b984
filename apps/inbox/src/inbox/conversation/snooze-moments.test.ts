import { describe, expect, it } from 'vitest';
import { snoozeChoices } from './snooze-moments.ts';

describe('moments to snooze until', () => {
  it('are all in the future, soonest first, on any hour of any day', () => {
    for (let hour = 0; hour < 24 * 8; hour += 1) {
      const now = new Date(2026, 2, 2, hour, 30);
      const moments = snoozeChoices(now).map(({ until }) => until.getTime());
      expect(moments.every((moment) => moment > now.getTime())).toBe(true);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    }
  });

  it('end with the coming Monday, except on a Sunday, when that is tomorrow', () => {
    const sunday = new Date(2026, 2, 1, 10);
    expect(snoozeChoices(sunday).some(({ label }) => label === 'Next Monday')).toBe(false);
    const friday = snoozeChoices(new Date(2026, 2, 6, 10)).at(-1);
    expect(friday?.until.getDay()).toBe(1);
  });
});
