/**
 * Any old snapshot plus the events after it equals a fresh snapshot: every screen that lived through the
 * run, awake or asleep, holds what a fresh load gives. So do the lists and the badges. And the feed tells each
 * version of a conversation once, in order: whoever reads it from any place on has it whole.
 */
import type { Evidence, Told, Verdict } from './evidence.ts';
import { walk } from './walk.ts';

type Read = Pick<Evidence, 'conversations' | 'screens' | 'badges' | 'feed'>;

export function liveIsFresh({ conversations, screens, badges, feed }: Read): Verdict {
  const broken = [
    ...untoldOrTwice(feed),
    ...screens.flatMap(({ whose, differences }) => differences.map((what) => `${whose}: ${what}`)),
    ...conversations.flatMap(({ id, controller, events }) => {
      const { control } = walk(events).end;
      return control === controller
        ? []
        : [`${id}: the list says ${controller}, the events say ${control}`];
    }),
    ...badges
      .filter(({ shown, counted }) => shown !== counted)
      .map(({ name, shown, counted }) => `the badge ${name} shows ${shown}, there are ${counted}`),
  ];
  const checked = screens.reduce((sum, { holds }) => sum + holds, 0);
  return { law: '7. live is fresh', checked, of: 'conversations on screens', broken };
}

function untoldOrTwice(feed: readonly Told[]): string[] {
  const before = new Map<string, Told>();
  return feed.flatMap((told) => {
    const last = before.get(told.conversationId);
    before.set(told.conversationId, told);
    if (told.from === (last?.to ?? 0) + 1) return [];
    const after = last === undefined ? 'nothing' : `v${last.to} (${last.place})`;
    return [
      `the feed tells ${told.conversationId} v${told.from} to v${told.to} (${told.place}) after ${after}`,
    ];
  });
}

/** Where two values differ, as a path; null when they are the same, whatever the order of keys. */
export function difference(followed: unknown, fresh: unknown, path = ''): string | null {
  if (Object.is(followed, fresh)) return null;
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isObject(followed) || !isObject(fresh) || Array.isArray(followed) !== Array.isArray(fresh))
    return `${path || 'all'}: ${shown(followed)}, fresh ${shown(fresh)}`;
  for (const key of new Set([...Object.keys(followed), ...Object.keys(fresh)])) {
    const inside = difference(followed[key], fresh[key], path === '' ? key : `${path}.${key}`);
    if (inside !== null) return inside;
  }
  return null;
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
