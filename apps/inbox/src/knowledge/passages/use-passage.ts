/** A change of one passage, with a word when it did not come about. */
import type { ChangePassageRequest, KnowledgePassage } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { documentQuery, useChangePassage } from '../../api/knowledge.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { complain } from '../../design/toasts.ts';

type Change = Omit<ChangePassageRequest, 'version'>;

export function usePassage(documentId: string, passage: KnowledgePassage) {
  const change = useChangePassage();
  const queryClient = useQueryClient();
  const changing = useMutation({
    mutationFn: (wanted: Change) =>
      change(documentId, passage.id, { ...wanted, version: passage.version }),
    onError(error) {
      if (problemCode(error) === 'conflict') {
        complain(
          'Somebody changed this passage at the same time. It is shown as it is now; what you wrote is still here.',
        );
      } else complain(inWords(error));
      void queryClient.invalidateQueries({ queryKey: documentQuery(documentId).queryKey });
    },
  });
  return {
    busy: changing.isPending,
    change: (wanted: Change, done?: () => void) =>
      changing.mutate(wanted, done ? { onSuccess: done } : {}),
  };
}
