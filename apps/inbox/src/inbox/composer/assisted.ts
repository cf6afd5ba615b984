/** Which drafts were written by the AI and not yet changed by their teammate. Survives a reload. */
import { rememberedStore } from '../../app/remembered.ts';
import { useStore } from '../../app/store.ts';
import type { Assisted } from './assist-state.ts';
import type { DraftKind } from './drafts.ts';

const all = rememberedStore<Readonly<Record<string, Assisted>>>('assisted', {});
const keyOf = (conversationId: string, kind: DraftKind) => `${kind} ${conversationId}`;

export const readAssisted = (conversationId: string, kind: DraftKind): Assisted | undefined =>
  all.get()[keyOf(conversationId, kind)];

export const useAssisted = (conversationId: string, kind: DraftKind): Assisted | undefined =>
  useStore(all, (now) => now[keyOf(conversationId, kind)]);

export function setAssisted(conversationId: string, kind: DraftKind, assisted: Assisted | null) {
  const key = keyOf(conversationId, kind);
  all.set((now) => {
    if (assisted) return { ...now, [key]: assisted };
    if (!(key in now)) return now;
    const { [key]: _, ...others } = now;
    return others;
  });
}
