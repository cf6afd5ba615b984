import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { classNames } from '../design/class-names.ts';
import { loadConversationAhead } from './conversation/conversation-pane.tsx';
import { ConversationListPane } from './list/conversation-list-pane.tsx';
import { isInboxView, viewWords } from './views/inbox-views.ts';

/** The list and the conversation. On phones one at a time: an open conversation covers the list. */
export function InboxScreen() {
  const { view, conversationId } = useParams({ strict: false });
  const { q } = useSearch({ strict: false });
  useEffect(loadConversationAhead, []);
  const shown = view && isInboxView(view) ? view : 'waiting';
  return (
    <main className="flex min-w-0 flex-1">
      <h1 className="sr-only">Inbox: {viewWords(shown).name}</h1>
      <ConversationListPane
        key={shown}
        view={shown}
        search={q ?? ''}
        selectedId={conversationId ?? null}
        className={classNames(
          'w-full shrink-0 border-line md:w-72 md:border-r lg:w-84',
          conversationId && 'max-md:hidden',
        )}
      />
      <Outlet />
    </main>
  );
}
