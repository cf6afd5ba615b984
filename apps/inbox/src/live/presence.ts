/** Who is online and what they look at, and who is typing where: news that is not worth keeping. */
import { createStore, useStore } from '../app/store.ts';

type Present = { teammateId: string; viewing: string | null };
export const presence = createStore<readonly Present[]>([]);

export const useIsOnline = (teammateId: string) =>
  useStore(presence, (all) => all.some((one) => one.teammateId === teammateId));

/** Ids of teammates who look at a conversation, as text, so that it compares by value. */
export function useViewers(conversationId: string, me: string): readonly string[] {
  const ids = useStore(presence, (all) =>
    all
      .filter((one) => one.viewing === conversationId && one.teammateId !== me)
      .map((one) => one.teammateId)
      .join(' '),
  );
  return ids === '' ? [] : [...new Set(ids.split(' '))];
}

/** A typing sign that is not renewed is forgotten: its sender may be gone. */
const TYPING_LASTS_MS = 7000;
type Typist = { conversationId: string; teammateId: string | null };
const typists = createStore<readonly Typist[]>([]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function heardTyping(typist: Typist, typing: boolean) {
  const key = `${typist.conversationId} ${typist.teammateId}`;
  const others = (all: readonly Typist[]) =>
    all.filter((one) => `${one.conversationId} ${one.teammateId}` !== key);
  clearTimeout(timers.get(key));
  if (!typing) return typists.set(others);
  typists.set((all) => [...others(all), typist]);
  timers.set(
    key,
    setTimeout(() => typists.set(others), TYPING_LASTS_MS),
  );
}

export function useTypists(conversationId: string): readonly Typist[] {
  const all = useStore(typists);
  return all.filter((one) => one.conversationId === conversationId);
}
