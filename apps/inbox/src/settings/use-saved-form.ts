/** A form over something saved: what differs, saving it, and saying so. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, inWords } from '../api/request.ts';
import { say } from '../design/toasts.ts';

export function useSavedForm<Values extends object>(
  saved: Values,
  save: (values: Values) => Promise<void>,
) {
  const [edited, setEdited] = useState<Partial<Values>>({});
  const values = { ...saved, ...edited };
  const saving = useMutation({
    mutationFn: () => save(values),
    onSuccess() {
      setEdited({});
      say('Saved.');
    },
  });
  const errors = fieldErrors(saving.error);
  return {
    values,
    change: (part: Partial<Values>) => setEdited((before) => ({ ...before, ...part })),
    isChanged: JSON.stringify(values) !== JSON.stringify(saved),
    undo: () => setEdited({}),
    save: () => saving.mutate(),
    busy: saving.isPending,
    errors,
    problem: saving.error && Object.keys(errors).length === 0 ? inWords(saving.error) : null,
  };
}
