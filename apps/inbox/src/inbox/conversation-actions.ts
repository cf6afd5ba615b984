/**
 * Everything a teammate can do to a conversation but speak. An action is done when this screen
 * shows its effect; a refusal becomes a sentence, and the conversation is read again, because it
 * is not what the screen said it was.
 */
import type { ConversationChanged, ConversationOpened, Session } from '@baton/protocol';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { inWords, problemCode, RequestFailed, request } from '../api/request.ts';
import { sessionQuery } from '../api/session.ts';
import { complain, say } from '../design/toasts.ts';

export type ConversationAction =
  | { do: 'claim' | 'take-over' | 'hand-back' | 'resolve' | 'reopen' }
  | { do: 'transfer'; to: string | null }
  | { do: 'snooze'; until: string }
  | { do: 'tag' | 'untag'; tag: string };

function send(id: string, action: ConversationAction): Promise<ConversationChanged> {
  const path = `/api/conversations/${id}`;
  switch (action.do) {
    case 'transfer':
      return request('POST', `${path}/transfer`, { to: action.to });
    case 'snooze':
      return request('POST', `${path}/snooze`, { until: action.until });
    case 'tag':
      return request('POST', `${path}/tags`, { tag: action.tag });
    case 'untag':
      return request('DELETE', `${path}/tags`, { tag: action.tag });
    case 'claim':
    case 'take-over':
    case 'hand-back':
    case 'resolve':
    case 'reopen':
      return request('POST', `${path}/${action.do}`, {});
  }
}

export function useConversationAction(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: ['act', id],
    mutationFn: async (action: ConversationAction) => {
      const { summary } = await send(id, action);
      await catchUp(queryClient, id, summary.version);
      if (action.do === 'tag') void queryClient.invalidateQueries({ queryKey: ['tags'] });
    },
    onError(error) {
      explain(queryClient, error);
      void queryClient.invalidateQueries({ queryKey: ['conversation', id] });
    },
  });
}

/** Waits a moment for the feed to bring the action's events; without a feed, reads. */
async function catchUp(queryClient: QueryClient, id: string, version: number) {
  const key = ['conversation', id];
  const isBehind = () =>
    (queryClient.getQueryData<ConversationOpened>(key)?.summary.version ?? version) < version;
  for (let waited = 0; waited < 500 && isBehind(); waited += 25) {
    // Looking again, a little later.
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  if (!isBehind()) return;
  await queryClient.invalidateQueries({ queryKey: key });
  await queryClient.invalidateQueries({ queryKey: ['conversations'] });
}

/** Losing a race is no fault: say who won. */
function explain(queryClient: QueryClient, error: unknown) {
  const code = problemCode(error);
  if (error instanceof RequestFailed && (code === 'already_claimed' || code === 'not_yours')) {
    const session = queryClient.getQueryData<Session>(sessionQuery.queryKey);
    const winner = session?.teammates.find(({ id }) => id === error.problem?.teammateId);
    return say(`${winner?.name ?? 'Somebody else'} has this conversation.`);
  }
  complain(inWords(error));
}
