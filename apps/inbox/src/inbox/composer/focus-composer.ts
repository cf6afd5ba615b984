/** Lets other parts of the screen open the composer: keys, "Use as draft". */
import { createStore } from '../../app/store.ts';
import type { DraftKind } from './drafts.ts';

export const composerWish = createStore<{ kind: DraftKind; at: number } | null>(null);
export const focusComposer = (kind: DraftKind) => composerWish.set({ kind, at: Date.now() });
