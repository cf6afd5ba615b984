import type { ConversationSummary, InboxView } from '@baton/protocol';
import { Link, useSearch } from '@tanstack/react-router';
import { memo } from 'react';
import { useStore } from '../../app/store.ts';
import { When } from '../../app/when.tsx';
import { Avatar } from '../../design/avatar.tsx';
import { classNames } from '../../design/class-names.ts';
import { contactName } from '../words.ts';
import { isUnread, readMarks } from './read-marks.ts';
import { RowStanding } from './row-standing.tsx';

const speaker = { contact: '', ai: 'AI: ', teammate: 'Team: ' } as const;

/** One conversation in a list: who, what was said last, when, and who has it. */
export const ConversationRow = memo(function ConversationRow({
  summary,
  view,
  selected,
}: {
  summary: ConversationSummary;
  view: InboxView;
  selected: boolean;
}) {
  const unread = useStore(readMarks, (marks) => isUnread(summary, marks)) && !selected;
  const { q } = useSearch({ strict: false });
  const name = contactName(summary.contact);
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view, conversationId: summary.id }}
      search={q ? { q } : {}}
      preload={false}
      aria-current={selected || undefined}
      className={classNames(
        'relative flex h-22 gap-3 border-b border-line px-4 py-2.5 outline-offset-[-2px]',
        selected ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      {unread && (
        <span
          role="img"
          aria-label="Unread"
          className="absolute top-5 left-1 size-2 rounded-full bg-accent"
        />
      )}
      <Avatar name={name} seed={summary.contact.id} size={32} className="mt-0.5" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline gap-2">
          <span
            className={classNames(
              'min-w-0 flex-1 truncate text-base',
              unread ? 'font-semibold' : 'font-medium',
            )}
          >
            {name}
          </span>
          <When at={summary.lastMessageAt} className="shrink-0 text-small text-ink-faint" />
        </span>
        <span
          className={classNames('truncate text-base', unread ? 'text-ink' : 'text-ink-soft')}
          dir="auto"
        >
          {speaker[summary.preview.author]}
          {summary.preview.text}
        </span>
        <RowStanding summary={summary} />
      </span>
    </Link>
  );
});
