import { useParams, useSearch } from '@tanstack/react-router';
import { ExternalLink, Leaf, MousePointerClick } from 'lucide-react';
import { counts } from '../api/conversations.ts';
import { useStore } from '../app/store.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { Kbd } from '../design/kbd.tsx';
import { ToFirstSteps } from '../welcome/to-first-steps.tsx';
import { useConversationList } from './list/use-conversation-list.ts';
import { isInboxView } from './views/inbox-views.ts';

/** Beside an empty list there is nothing to choose: the list says so itself. */
function Choose() {
  const { view } = useParams({ strict: false });
  const { q } = useSearch({ strict: false });
  const shown = view && isInboxView(view) ? view : 'waiting';
  const { list } = useConversationList(shown, q ?? '');
  if (list.data?.conversations.length === 0) return null;
  return (
    <EmptyState icon={<MousePointerClick size={20} />} title="Choose a conversation">
      <p className="max-lg:hidden">
        <Kbd>J</Kbd> and <Kbd>K</Kbd> move through the list, <Kbd>?</Kbd> shows every key.
      </p>
    </EmptyState>
  );
}

/** The conversation's place before one is chosen. */
export function NoConversation() {
  const open = useStore(counts)?.open;
  return (
    <section
      aria-label="Conversation"
      className="grid min-w-0 flex-1 place-items-center bg-surface max-md:hidden"
    >
      {open === 0 ? (
        <EmptyState
          icon={<Leaf size={20} />}
          title="All quiet"
          action={
            <div className="flex flex-col items-center gap-3">
              <ToFirstSteps />
              <a
                href="/demo"
                target="_blank"
                rel="noopener"
                className="inline-flex items-center gap-1 font-medium text-accent-text underline-offset-2 hover:underline"
              >
                Write as a customer on the demo page <ExternalLink size={13} aria-hidden />
              </a>
            </div>
          }
        >
          No conversation is open. The next one appears here by itself.
        </EmptyState>
      ) : (
        <Choose />
      )}
    </section>
  );
}
