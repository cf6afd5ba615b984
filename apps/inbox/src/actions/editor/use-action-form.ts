/** An action as it is being written: what differs from what is saved, and saving it. */
import type { Action, ActionDraft } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actionsQuery, draftOf, saveAction } from '../../api/actions.ts';
import { fieldErrors, inWords } from '../../api/request.ts';
import { say } from '../../design/toasts.ts';

export function useActionForm(
  aiAgentId: string,
  action: Action | null,
  start: ActionDraft,
  onMade: (id: string) => void,
) {
  const queryClient = useQueryClient();
  const saved = action ? draftOf(action) : start;
  const [edited, setEdited] = useState<Partial<ActionDraft>>({});
  const draft = { ...saved, ...edited };
  const saving = useMutation({
    mutationFn: () => saveAction(aiAgentId, action?.id ?? null, trimmed(draft)),
    async onSuccess({ action: now }) {
      await queryClient.invalidateQueries(actionsQuery(aiAgentId));
      setEdited({});
      if (!action) onMade(now.id);
      say(now.enabled ? 'Saved.' : 'Saved. It is off until you turn it on.');
    },
  });
  const errors = fieldErrors(saving.error);
  return {
    draft,
    change: (part: Partial<ActionDraft>) => setEdited((before) => ({ ...before, ...part })),
    /** A new one is worth keeping as soon as it has anything of its own. */
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    undo() {
      setEdited({});
      saving.reset();
    },
    save: () =>
      saving.mutateAsync().then(
        ({ action: now }) => now,
        () => null,
      ),
    busy: saving.isPending,
    errors,
    problem: saving.error
      ? Object.keys(errors).length > 0
        ? 'Not saved yet: see what is marked.'
        : inWords(saving.error)
      : null,
  };
}

/** Spaces around names and addresses are typing, not meaning. */
const trimmed = (draft: ActionDraft): ActionDraft => ({
  ...draft,
  name: draft.name.trim(),
  url: draft.url.trim(),
  headers: draft.headers.map((header) => ({ ...header, name: header.name.trim() })),
});
