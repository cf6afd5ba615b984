import type { InboxView } from '@baton/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { detailQuery } from '../../api/conversations.ts';
import { useCommand } from '../../keyboard/use-command.ts';

/** j and k through the list; the neighbours of the open conversation are read ahead. */
export function useRowKeys({
  ids,
  view,
  selectedId,
  show,
}: {
  ids: readonly string[];
  view: InboxView;
  selectedId: string | null;
  show: (index: number) => void;
}) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const search = useSearch({ strict: false });
  const index = selectedId ? ids.indexOf(selectedId) : -1;

  const open = (wanted: number) => {
    const conversationId = ids[Math.max(0, Math.min(ids.length - 1, wanted))];
    if (!conversationId) return;
    show(ids.indexOf(conversationId));
    void navigate({
      to: '/inbox/$view/$conversationId',
      params: { view, conversationId },
      search: search.q ? { q: search.q } : {},
      replace: selectedId !== null,
    });
  };
  useCommand({ label: 'Next conversation', group: 'List', keys: 'j', run: () => open(index + 1) });
  useCommand({
    label: 'Previous conversation',
    group: 'List',
    keys: 'k',
    run: () => open(index - 1),
  });

  const ahead = index === -1 ? undefined : ids[index + 1];
  useEffect(() => {
    if (ahead) queryClient.query(detailQuery(ahead)).catch(() => {});
  }, [ahead, queryClient]);
}
