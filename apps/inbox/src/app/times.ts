/** Moments and spans in words, in the reader's own language of dates. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, short: "now", "4 min", "3 h", "2 d". */
export function span(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'now';
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)} h`;
  return `${Math.floor(milliseconds / DAY)} d`;
}

/** How long, as a screen reader says it: "4 minutes". */
export function spokenSpan(milliseconds: number): string {
  const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
  if (milliseconds < MINUTE) return 'less than a minute';
  if (milliseconds < HOUR) return count(Math.floor(milliseconds / MINUTE), 'minute');
  if (milliseconds < DAY) return count(Math.floor(milliseconds / HOUR), 'hour');
  return count(Math.floor(milliseconds / DAY), 'day');
}

const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDate = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

export const timeOfDay = (at: string) => time.format(new Date(at));
export const wholeMoment = (at: string) => whole.format(new Date(at));

function startOfDay(milliseconds: number): number {
  return new Date(milliseconds).setHours(0, 0, 0, 0);
}

/** For a list: "now", "4 min", then the time, the weekday, the date. */
export function shortMoment(at: string, now: number): string {
  const then = Date.parse(at);
  if (now - then < HOUR) return span(now - then);
  const days = Math.round((startOfDay(now) - startOfDay(then)) / DAY);
  if (days <= 0) return time.format(then);
  if (days < 7) return weekday.format(then);
  return date.format(then);
}

/** For the line between two days. */
export function dayName(at: string, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(Date.parse(at))) / DAY);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return longDate.format(new Date(at));
}

export const isSameDay = (a: string, b: string) =>
  startOfDay(Date.parse(a)) === startOfDay(Date.parse(b));

/** For a fact about the past: "today, 17:00", "yesterday, 09:00", "3 Mar, 09:00". */
export function pastMoment(at: string, now: number): string {
  const then = Date.parse(at);
  const days = Math.round((startOfDay(now) - startOfDay(then)) / DAY);
  const day = days <= 0 ? 'today' : days === 1 ? 'yesterday' : date.format(then);
  return `${day}, ${time.format(then)}`;
}

/** For a promise: "today, 17:00", "Mon, 09:00", "3 Mar, 09:00". */
export function comingMoment(at: string, now: number): string {
  const then = Date.parse(at);
  const days = Math.round((startOfDay(then) - startOfDay(now)) / DAY);
  const day =
    days === 0
      ? 'today'
      : days === 1
        ? 'tomorrow'
        : days < 7
          ? weekday.format(then)
          : date.format(then);
  return `${day}, ${time.format(then)}`;
}
