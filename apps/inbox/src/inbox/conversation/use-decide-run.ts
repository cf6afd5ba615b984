/** Approving or declining. Losing a race is no fault: the card then shows who decided. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { decideRun } from '../../api/actions.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { complain, say } from '../../design/toasts.ts';

export function useDecideRun(conversationId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['decide-run', conversationId],
    mutationFn: ({
      runId,
      approve,
      note,
    }: {
      runId: string;
      approve: boolean;
      note: string | null;
    }) => decideRun(runId, approve, note),
    onError(error) {
      if (problemCode(error) === 'run_not_waiting') say(inWords(error));
      else complain(inWords(error));
    },
    // The feed brings what happened; where it is away, this does.
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: ['conversation', conversationId], exact: true }),
  });
}
