import { MousePointerClick } from 'lucide-react';
import { EmptyState } from '../design/empty-state.tsx';
import { Kbd } from '../design/kbd.tsx';

/** The conversation's place before one is chosen. */
export function NoConversation() {
  return (
    <section
      aria-label="Conversation"
      className="grid min-w-0 flex-1 place-items-center bg-surface max-md:hidden"
    >
      <EmptyState icon={<MousePointerClick size={20} />} title="Choose a conversation">
        <p className="max-lg:hidden">
          <Kbd>J</Kbd> and <Kbd>K</Kbd> move through the list, <Kbd>?</Kbd> shows every key.
        </p>
      </EmptyState>
    </section>
  );
}
