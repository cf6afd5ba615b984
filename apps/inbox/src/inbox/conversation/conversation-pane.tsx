import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CloudOff, FileQuestion } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { detailQuery } from '../../api/conversations.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { view } from '../../live/live-session.ts';
import { markRead } from '../list/read-marks.ts';
import { BackToList } from './back-to-list.tsx';
import { ConversationSkeleton } from './conversation-skeleton.tsx';

const loadConversation = async () => ({
  default: (await import('./open-conversation.tsx')).OpenConversation,
});
const OpenConversation = lazy(loadConversation);

/** Ahead of the first click: the list shows before what a conversation needs has loaded. */
export const loadConversationAhead = () => void loadConversation().catch(() => {});

/** The open conversation, or what is to be said when it cannot be shown. */
export function ConversationPane() {
  const { conversationId = '' } = useParams({ strict: false });
  const detail = useQuery(detailQuery(conversationId));
  const summary = detail.data?.summary;

  useEffect(() => {
    view(conversationId);
    return () => view(null);
  }, [conversationId]);
  useEffect(() => {
    if (!summary) return;
    const look = () => {
      if (document.visibilityState === 'visible') markRead(summary);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [summary]);

  if (detail.data) {
    return (
      <Suspense fallback={<Loading />}>
        <OpenConversation key={conversationId} detail={detail.data} />
      </Suspense>
    );
  }
  if (detail.isPending) return <Loading />;
  return (
    <section aria-label="Conversation" className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex h-14 items-center border-b border-line px-2 md:hidden">
        <BackToList />
      </header>
      <div className="grid flex-1 place-items-center">
        {problemCode(detail.error) === 'not_found' ? (
          <EmptyState icon={<FileQuestion size={20} />} title="This conversation does not exist">
            The link may be mistyped, it belongs to another workspace, or it was removed with all
            that was said in it.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<CloudOff size={20} />}
            title="The conversation could not be loaded"
            action={<Button onClick={() => void detail.refetch()}>Try again</Button>}
          >
            <p role="alert">{inWords(detail.error)}</p>
          </EmptyState>
        )}
      </div>
    </section>
  );
}

function Loading() {
  return (
    <section aria-label="Conversation" className="flex min-w-0 flex-1 flex-col bg-surface">
      <ConversationSkeleton />
    </section>
  );
}
