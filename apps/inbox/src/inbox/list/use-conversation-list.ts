import type { InboxView } from '@baton/protocol';
import type { LiveConversationPage } from '@baton/replica';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { append, listQuery, readPage } from '../../api/conversations.ts';
import { useMe } from '../../api/session.ts';

/** A view's conversations: live, and a page longer whenever `loadMore` is asked. */
export function useConversationList(view: InboxView, search: string) {
  const queryClient = useQueryClient();
  const me = useMe().id;
  const query = listQuery(view, search, me);
  const list = useQuery(query);
  const next = useMutation({
    mutationFn: (page: string) => readPage(view, search, page),
    onSuccess: (page) =>
      queryClient.setQueryData<LiveConversationPage>(
        query.queryKey,
        (known) => known && append(known, page),
      ),
  });
  const nextPage = list.data?.nextPage ?? null;
  return {
    list,
    hasMore: nextPage !== null,
    loadMore: () => {
      if (nextPage !== null && !next.isPending) next.mutate(nextPage);
    },
    moreFailed: next.isError,
  };
}
