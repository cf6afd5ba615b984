import type { InboxView } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CloudOff, SearchX } from 'lucide-react';
import { counts, detailQuery } from '../../api/conversations.ts';
import { inWords } from '../../api/request.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { useTwoPanes } from '../../design/use-wide-screen.ts';
import { ToFirstSteps } from '../../welcome/to-first-steps.tsx';
import { ViewIcon } from '../views/view-icon.tsx';
import { ViewTabs } from '../views/view-tabs.tsx';
import { viewWords } from '../views/inbox-views.ts';
import { ConversationRows } from './conversation-rows.tsx';
import { ListSkeleton } from './list-skeleton.tsx';
import { SearchField } from './search-field.tsx';
import { useConversationList } from './use-conversation-list.ts';
import { useStickyRows } from './use-sticky-rows.ts';

/** One view: its name and number, a search, and the conversations. */
export function ConversationListPane({
  view,
  search,
  selectedId,
  className,
}: {
  view: InboxView;
  search: string;
  selectedId: string | null;
  className?: string;
}) {
  const words = viewWords(view);
  const numbers = useStore(counts);
  const twoPanes = useTwoPanes();
  const { list, hasMore, loadMore, moreFailed } = useConversationList(view, search);
  const opened = useQuery({ ...detailQuery(selectedId ?? ''), enabled: false });
  const rows = useStickyRows(
    list.data?.conversations ?? [],
    selectedId ? opened.data?.summary : undefined,
  );
  const count = words.count && numbers?.[words.count];

  return (
    <section
      aria-label={`${words.name}: conversations`}
      className={classNames('flex min-h-0 flex-col bg-surface', className)}
    >
      <header className="border-b border-line px-4 pt-3 pb-2.5 max-md:pb-0">
        <div className="flex h-8 items-center gap-2">
          <h2 className="truncate text-lead font-semibold">
            {search === '' ? words.name : `Found in “${words.name}”`}
          </h2>
          {/* The number is the view's: beside what was found it would be wrong. */}
          {search === '' && Boolean(count) && (
            <span className="text-base text-ink-faint tabular-nums">{count}</span>
          )}
        </div>
        <SearchField view={view} search={search} />
        <ViewTabs />
      </header>
      {list.isPending ? (
        <ListSkeleton />
      ) : list.isError ? (
        <EmptyState
          icon={<CloudOff size={20} />}
          title="The list could not be loaded"
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        >
          <p role="alert">{inWords(list.error)}</p>
        </EmptyState>
      ) : rows.length === 0 && search !== '' ? (
        <EmptyState
          icon={<SearchX size={20} />}
          title={`Nothing found for “${search}”`}
          action={<SearchElsewhere view={view} search={search} />}
        >
          Names, email addresses and words of messages are searched, in this view.
        </EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<ViewIcon view={view} size={20} />}
          title={words.emptyTitle}
          // Beside the list, where there is room, the conversation's place says it.
          action={twoPanes ? undefined : <ToFirstSteps />}
        >
          {words.emptyText}
        </EmptyState>
      ) : (
        <ConversationRows
          rows={rows}
          view={view}
          selectedId={selectedId}
          hasMore={hasMore}
          loadMore={loadMore}
          moreFailed={moreFailed}
        />
      )}
    </section>
  );
}

/** Who is looked for may be done with, or not waiting any more. */
function SearchElsewhere({ view, search }: { view: InboxView; search: string }) {
  return (
    <p className="flex flex-wrap justify-center gap-x-4 gap-y-2">
      {(['open', 'resolved'] as const)
        .filter((other) => other !== view)
        .map((other) => (
          <Link
            key={other}
            to="/inbox/$view"
            params={{ view: other }}
            search={{ q: search }}
            className="font-medium text-accent-text underline-offset-2 hover:underline"
          >
            Search in “{viewWords(other).name}”
          </Link>
        ))}
    </p>
  );
}
