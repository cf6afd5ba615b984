/** Months and days of the books, in UTC, as "2026-11" and "2026-11-22". */

export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The first moment of the month that is `ahead` months later. */
export function beginOf(month: string, ahead = 0): Date {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + ahead, 1));
}

/** Every day of a month up to today; none of a month to come. */
export function daysUpTo(month: string, today: Date): string[] {
  const end = Math.min(beginOf(month, 1).getTime() - 1, today.getTime());
  const days: string[] = [];
  for (let day = beginOf(month); day.getTime() <= end; ) {
    days.push(dayOf(day));
    day = new Date(day.getTime() + 24 * 60 * 60_000);
  }
  return days;
}
