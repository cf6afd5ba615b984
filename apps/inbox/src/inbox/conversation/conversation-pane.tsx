import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CloudOff, FileQuestion } from 'lucide-react';
import { useEffect } from 'react';
import { detailQuery } from '../../api/conversations.ts';
import { inWords, problemCode } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { view } from '../../live/live-session.ts';
import { markRead } from '../list/read-marks.ts';
import { BackToList } from './back-to-list.tsx';
import { ConversationSkeleton } from './conversation-skeleton.tsx';
import { OpenConversation } from './open-conversation.tsx';

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
    if (summary && document.visibilityState === 'visible') markRead(summary);
  }, [summary]);

  if (detail.data) return <OpenConversation key={conversationId} detail={detail.data} />;
  return (
    <section aria-label="Conversation" className="flex min-w-0 flex-1 flex-col bg-surface">
      {detail.isError ? (
        <>
          <header className="flex h-14 items-center border-b border-line px-2 md:hidden">
            <BackToList />
          </header>
          <div className="grid flex-1 place-items-center">
            {problemCode(detail.error) === 'not_found' ? (
              <EmptyState
                icon={<FileQuestion size={20} />}
                title="This conversation does not exist"
              >
                The link may be mistyped, or it belongs to another workspace.
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
        </>
      ) : (
        <ConversationSkeleton />
      )}
    </section>
  );
}
