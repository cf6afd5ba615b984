/** What was begun and not sent, per conversation and kind. It survives a reload. */
import { rememberedStore } from '../../app/remembered.ts';
import { useStore } from '../../app/store.ts';

export type DraftKind = 'reply' | 'note';
type Drafts = Readonly<Record<string, string>>;

const drafts = rememberedStore<Drafts>('drafts', {});
const keyOf = (conversationId: string, kind: DraftKind) => `${kind} ${conversationId}`;

export function setDraft(conversationId: string, kind: DraftKind, text: string) {
  const key = keyOf(conversationId, kind);
  drafts.set((all) => {
    if (text !== '') return { ...all, [key]: text };
    const { [key]: _, ...others } = all;
    return others;
  });
}

export const readDraft = (conversationId: string, kind: DraftKind): string =>
  drafts.get()[keyOf(conversationId, kind)] ?? '';

export function useDraft(conversationId: string, kind: DraftKind): string {
  return useStore(drafts, (all) => all[keyOf(conversationId, kind)] ?? '');
}

export function useDrafts(conversationId: string) {
  return {
    /** Adds to what is there: a draft is never overwritten. */
    putBack(kind: DraftKind, text: string) {
      const present = readDraft(conversationId, kind);
      setDraft(conversationId, kind, present === '' ? text : `${text}\n\n${present}`);
    },
  };
}
