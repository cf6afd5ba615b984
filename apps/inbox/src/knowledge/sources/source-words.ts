/** A source's standing in words that need no explanation. Pure. */
import type { KnowledgeSource, SourceProgress, SourceSchedule } from '@baton/protocol';
import { comingMoment, spokenSpan } from '../../app/times.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export const scheduleWords: Record<SourceSchedule, string> = {
  never: 'Only when asked',
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
};

export const many = (number: number, word: string): string =>
  `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;

/** Pages looked at, and all that are known of; more may be found on the way. */
export function reach({ queued, read, unchanged, skipped, failed }: SourceProgress) {
  const done = read + unchanged + skipped + failed;
  return { done, total: done + queued };
}

export function ago(at: string, now: number): string {
  const milliseconds = now - Date.parse(at);
  if (milliseconds < 60_000) return 'just now';
  if (milliseconds < WEEK) return `${spokenSpan(milliseconds)} ago`;
  return `on ${date.format(Date.parse(at))}`;
}

/** "Reading… 41 of about 120 pages", "Read 2 hours ago", "Stopped", "Could not be read: …". */
export function stateInWords(
  source: Pick<KnowledgeSource, 'kind' | 'state' | 'error' | 'lastReadAt' | 'progress'>,
  now: number,
): string {
  const { kind, state, error, lastReadAt, progress } = source;
  switch (state) {
    case 'reading': {
      const { done, total } = progress ? reach(progress) : { done: 0, total: 0 };
      if (total <= 1) return 'Reading… looking for pages';
      return `Reading… ${done.toLocaleString('en')} of about ${many(total, 'page')}`;
    }
    case 'stopped':
      return progress ? `Stopped after ${many(reach(progress).done, 'page')}` : 'Stopped';
    case 'failed':
      return error ? `Could not be read: ${asClause(error)}` : 'Could not be read';
    case 'idle':
      if (kind !== 'website') return '';
      return lastReadAt ? `Read ${ago(lastReadAt, now)}` : 'Not read yet';
  }
}

/** "1 page could not be read": null when all could. */
export function failures({ kind, failedCount }: Pick<KnowledgeSource, 'kind' | 'failedCount'>) {
  if (failedCount === 0) return null;
  return `${many(failedCount, kind === 'website' ? 'page' : 'document')} could not be read`;
}

/** "Every week, next tomorrow, 09:00". */
export function scheduleInWords(
  { schedule, nextReadAt }: Pick<KnowledgeSource, 'schedule' | 'nextReadAt'>,
  now: number,
): string {
  const words = scheduleWords[schedule];
  if (schedule === 'never' || nextReadAt === null) return words;
  return `${words}, next ${Date.parse(nextReadAt) <= now ? 'soon' : comingMoment(nextReadAt, now)}`;
}

/** "https://help.lumen.example/en/" as people say it. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

/** A page's address as it is told apart from others of its website: the path, and the rest if that differs. */
export function pageAddress(url: string, website: string | null): string {
  try {
    const { origin, pathname, search } = new URL(url);
    if (website && origin === new URL(website).origin) return decodeURI(pathname) + search;
  } catch {
    // No address that can be taken apart: shown as it is.
  }
  return shortAddress(url);
}

/** A whole sentence as the end of another: without its capital, unless it is a name or "I". */
function asClause(sentence: string): string {
  const [first = ''] = sentence.split(/\s/, 1);
  const isName = /^[^a-z]*$/.test(first) || first.length < 2;
  return isName ? sentence : sentence.charAt(0).toLocaleLowerCase() + sentence.slice(1);
}
