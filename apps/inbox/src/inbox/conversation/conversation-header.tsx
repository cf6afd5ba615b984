import type { ConversationSummary } from '@baton/protocol';
import { PanelRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Avatar } from '../../design/avatar.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { useCommand } from '../../keyboard/use-command.ts';
import { contactName } from '../words.ts';
import { BackToList } from './back-to-list.tsx';
import { HeaderActions } from './header-actions.tsx';
import { StandingLine } from './standing-line.tsx';
import { Viewers } from './viewers.tsx';

/** Whose conversation it is, how it stands, and what can be done. */
export function ConversationHeader({
  summary,
  detailsShown,
  onToggleDetails,
}: {
  summary: ConversationSummary;
  detailsShown: boolean;
  onToggleDetails: () => void;
}) {
  const name = contactName(summary.contact);
  const heading = useRef<HTMLHeadingElement>(null);
  // On phones the list, and with it the focused link, has just gone.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  useCommand({
    label: 'Details of the conversation',
    group: 'Conversation',
    keys: 'i',
    run: onToggleDetails,
  });
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line px-4 max-md:gap-2 max-md:px-2">
      <BackToList />
      <Avatar name={name} seed={summary.contact.id} size={32} className="max-md:hidden!" />
      <div className="min-w-0 flex-1">
        <h2
          ref={heading}
          tabIndex={-1}
          className="truncate outline-none text-read leading-5 font-semibold"
        >
          {name}
        </h2>
        <StandingLine summary={summary} />
      </div>
      <Viewers conversationId={summary.id} />
      <HeaderActions summary={summary} onShowDetails={onToggleDetails} />
      <IconButton
        label={detailsShown ? 'Hide details' : 'Show details'}
        shortcut="I"
        aria-pressed={detailsShown}
        onClick={onToggleDetails}
        className="max-md:hidden"
      >
        <PanelRight size={16} />
      </IconButton>
    </header>
  );
}
