/** Days and times, in the visitor's own way of writing them. */
import { language, t } from '../text/strings.ts';

export function DayLine({ at }: { at: string }) {
  return (
    <p class="day">
      <span>{dayOf(at, new Date())}</span>
    </p>
  );
}

/** "10:24", "9:05 AM" */
export function timeOf(at: string): string {
  return format(at, { hour: 'numeric', minute: '2-digit' });
}

function dayOf(at: string, now: Date): string {
  const date = new Date(at).toDateString();
  if (date === now.toDateString()) return t('today');
  if (date === new Date(now.getTime() - 86_400_000).toDateString()) return t('yesterday');
  return format(at, { weekday: 'short', day: 'numeric', month: 'short' });
}

function format(at: string, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language(), how).format(new Date(at));
}
