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

  it('have the coming Monday, except where tomorrow or next week says the same', () => {
    const sunday = new Date(2026, 2, 1, 10);
    expect(snoozeChoices(sunday).some(({ label }) => label === 'Next Monday')).toBe(false);
    const monday = new Date(2026, 2, 2, 10);
    expect(snoozeChoices(monday).some(({ label }) => label === 'Next Monday')).toBe(false);
    const [coming, week] = snoozeChoices(new Date(2026, 2, 6, 10)).slice(-2);
    expect(coming?.until).toEqual(new Date(2026, 2, 9, 9));
    expect(week?.until).toEqual(new Date(2026, 2, 13, 9));
  });
});
