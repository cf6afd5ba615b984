import type { ConversationOpened } from '@baton/protocol';
import { lazy, Suspense, useState } from 'react';
import { preferences } from '../../app/preferences.ts';
import { useStore } from '../../app/store.ts';
import { Composer } from '../composer/composer.tsx';
import { useMarkKeys } from '../decision/mark-keys.ts';
import { DetailsPanel } from '../details/details-panel.tsx';
import { focusTagsOnceShown } from '../details/focus-tags.ts';
import { useCommand } from '../../keyboard/use-command.ts';
import { Approvals } from './approvals.tsx';
import { BriefCard } from './brief-card.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { currentBrief } from './current-brief.ts';
import { Timeline } from './timeline-view.tsx';
import { useWideScreen } from '../../design/use-wide-screen.ts';

const DetailsSheet = lazy(async () => ({
  default: (await import('../details/details-sheet.tsx')).DetailsSheet,
}));

/** A conversation: header, brief, thread, composer; its details beside it or in a sheet. */
export function OpenConversation({ detail }: { detail: ConversationOpened }) {
  const { summary, events } = detail;
  const brief = currentBrief(events);
  useMarkKeys(detail);
  const wide = useWideScreen();
  const beside = useStore(preferences, ({ details }) => details) && wide;
  const [sheet, setSheet] = useState(false);
  const toggleDetails = () => {
    if (wide) preferences.set((all) => ({ ...all, details: !all.details }));
    else setSheet(!sheet);
  };
  const detailsShown = beside || (sheet && !wide);
  // While they are shown, the field itself answers to this key.
  useCommand({
    label: 'Add a tag',
    group: 'Conversation',
    keys: 't',
    enabled: !detailsShown,
    run() {
      focusTagsOnceShown();
      toggleDetails();
    },
  });

  return (
    <>
      <section
        aria-label="Conversation"
        className="relative flex min-w-0 flex-1 flex-col bg-surface"
      >
        <ConversationHeader
          summary={summary}
          detailsShown={detailsShown}
          onToggleDetails={toggleDetails}
        />
        <Approvals detail={detail} />
        {brief && summary.controller !== 'ai' && (
          <BriefCard
            key={brief.version}
            current={brief}
            conversationId={summary.id}
            folded={summary.awaitsApproval ?? false}
          />
        )}
        <Timeline detail={detail} />
        <Composer summary={summary} />
      </section>
      {beside && (
        <aside
          aria-label="Details"
          className="w-72 shrink-0 overflow-y-auto border-l border-line bg-surface 2xl:w-80"
        >
          <DetailsPanel detail={detail} />
        </aside>
      )}
      {sheet && !wide && (
        <Suspense>
          <DetailsSheet detail={detail} onClose={() => setSheet(false)} />
        </Suspense>
      )}
    </>
  );
}
