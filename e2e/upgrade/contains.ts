/**
 * Is everything that was there still there? A later release may say more (new fields, new tables'
 * rows) but nothing else than before.
 */

/** What the clock moves by itself, wherever it stands. */
const moving = new Set(['cursor', 'lastSeenAt', 'milliseconds']);
/** Each place where `now` lacks or changes something of `before`; empty when nothing is lost. */
export function lostFrom(before: unknown, now: unknown, place = ''): string[] {
  if (Array.isArray(before)) {
    if (!Array.isArray(now)) return [`${place} is no list any more`];
    if (before.length !== now.length)
      return [`${place} had ${before.length} entries and has ${now.length}`];
    return before.flatMap((each, index) => lostFrom(each, now[index], `${place}[${index}]`));
  }
  if (before !== null && typeof before === 'object') {
    if (now === null || typeof now !== 'object') return [`${place} is gone`];
    return Object.entries(before).flatMap(([key, value]) =>
      moving.has(key)
        ? []
        : lostFrom(value, (now as Record<string, unknown>)[key], `${place}.${key}`),
    );
  }
  if (Object.is(before, now)) return [];
  return [`${place} was ${JSON.stringify(before)} and is ${JSON.stringify(now)}`];
}
