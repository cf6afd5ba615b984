/** The shell around draft-state: the draft of one AI agent, saved a moment after the last change. */
import type { PolicyDocument, PolicyView } from '@baton/protocol';
import { type QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { policyQuery, saveDraft } from '../api/policies.ts';
import { inWords, problemCode } from '../api/request.ts';
import { createStore, type Store, useStore } from '../app/store.ts';
import {
  type DraftState,
  edited,
  insisted,
  refused,
  saved,
  sent,
  shown,
  toSend,
  untouched,
} from './draft-state.ts';

const PAUSE_MS = 600;

/** Outside React: what was written goes out also when the screen is left. */
const drafts = new Map<string, Store<DraftState>>();
const pauses = new Map<string, ReturnType<typeof setTimeout>>();

function draftOf(aiAgentId: string): Store<DraftState> {
  const known = drafts.get(aiAgentId);
  if (known) return known;
  const store = createStore<DraftState>(untouched);
  drafts.set(aiAgentId, store);
  return store;
}

export function useDraft(aiAgentId: string) {
  const queryClient = useQueryClient();
  const { data: view } = useSuspenseQuery(policyQuery(aiAgentId));
  const store = draftOf(aiAgentId);
  const state = useStore(store);
  return {
    view,
    document: shown(state, view),
    saving: state.unsaved || state.underWay !== null,
    trouble: state.trouble,
    change(update: (document: PolicyDocument) => PolicyDocument) {
      const now = queryClient.getQueryData(policyQuery(aiAgentId).queryKey) ?? view;
      store.set((before) => edited(before, update(shown(before, now))));
      clearTimeout(pauses.get(aiAgentId));
      pauses.set(
        aiAgentId,
        setTimeout(() => void save(queryClient, aiAgentId), PAUSE_MS),
      );
    },
    tryAgain() {
      store.set(insisted);
      void save(queryClient, aiAgentId);
    },
    /** Drops what this screen wrote: for what the server says instead. */
    forget: () => forget(aiAgentId),
    /** Resolves when nothing is unsaved; false when it could not be saved. */
    flush: () => save(queryClient, aiAgentId).then(() => !store.get().unsaved),
  };
}
export type Draft = ReturnType<typeof useDraft>;

export function forget(aiAgentId: string) {
  clearTimeout(pauses.get(aiAgentId));
  draftOf(aiAgentId).set(untouched);
}

const underWay = new Map<string, Promise<void>>();

async function save(queryClient: QueryClient, aiAgentId: string): Promise<void> {
  await underWay.get(aiAgentId);
  const store = draftOf(aiAgentId);
  const document = toSend(store.get());
  if (document === null) return;
  store.set(sent);
  const saving = send(queryClient, aiAgentId, document);
  underWay.set(aiAgentId, saving);
  await saving;
  underWay.delete(aiAgentId);
  // What was written meanwhile.
  await save(queryClient, aiAgentId);
}

async function send(queryClient: QueryClient, aiAgentId: string, document: PolicyDocument) {
  const store = draftOf(aiAgentId);
  const key = policyQuery(aiAgentId).queryKey;
  const draft = queryClient.getQueryData<PolicyView>(key)?.draft ?? null;
  try {
    const view = await saveDraft(aiAgentId, {
      document,
      revision: draft?.revision ?? null,
      note: draft?.note ?? null,
    });
    store.set((state) => saved(state, view));
    queryClient.setQueryData(key, view);
  } catch (error) {
    const lost = problemCode(error) === 'conflict';
    store.set((state) =>
      refused(state, lost ? { kind: 'conflict' } : { kind: 'failed', words: inWords(error) }),
    );
    if (lost) await queryClient.invalidateQueries({ queryKey: key });
  }
}
