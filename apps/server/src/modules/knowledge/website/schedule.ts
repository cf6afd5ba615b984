// When a website is read next.

import type { SourceSchedule } from '@baton/protocol';

const DAY_MS = 24 * 60 * 60_000;
/** After a fault that may be over soon: robots.txt or the start page did not answer. */
const SOON_MS = 60 * 60_000;

export function nextReadAt(schedule: SourceSchedule, after: Date): Date | null {
  switch (schedule) {
    case 'never':
      return null;
    case 'daily':
      return new Date(after.getTime() + DAY_MS);
    case 'weekly':
      return new Date(after.getTime() + 7 * DAY_MS);
    case 'monthly': {
      // The same day of the next month, or its last one.
      const next = new Date(after);
      next.setUTCMonth(next.getUTCMonth() + 1, 1);
      const last = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0));
      next.setUTCDate(Math.min(after.getUTCDate(), last.getUTCDate()));
      return next;
    }
  }
}

export function nextTryAt(schedule: SourceSchedule, after: Date, transient: boolean): Date | null {
  const regular = nextReadAt(schedule, after);
  return transient && regular !== null ? new Date(after.getTime() + SOON_MS) : regular;
}
