/** How long each right to come back lasts. Milliseconds. */

const minute = 60_000;
const day = 24 * 60 * minute;

/** A session ends this long after it was last used … */
export const SESSION_IDLE_MS = 30 * day;
/** … and in any case this long after signing in. */
export const SESSION_LONGEST_MS = 90 * day;
export const WIDGET_SESSION_MS = 30 * day;
/** For so long a website's word for its customer counts: for account data, and for their session. */
export const VOUCHED_MS = day;
export const INVITE_MS = 7 * day;

/** "Last seen" is written at most this often: reading a page must not mean writing a row. */
export const SEEN_EVERY_MS = minute;

/** Until when a session is good that began at `startedAt` and is being used now. */
export function sessionExpiry(startedAt: Date, now: Date): Date {
  return new Date(
    Math.min(now.getTime() + SESSION_IDLE_MS, startedAt.getTime() + SESSION_LONGEST_MS),
  );
}

export function widgetSessionExpiry(now: Date): Date {
  return new Date(now.getTime() + WIDGET_SESSION_MS);
}

export function vouchedUntil(now: Date): Date {
  return new Date(now.getTime() + VOUCHED_MS);
}

export function inviteExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITE_MS);
}

export function isSeenStale(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS;
}
