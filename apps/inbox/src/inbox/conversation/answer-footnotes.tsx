import type { ConversationSummary } from '@baton/protocol';
import { FileText } from 'lucide-react';
import { useRef } from 'react';
import { safeHref } from '../../text/inline.ts';
import { ConfidenceChip } from '../decision/confidence-chip.tsx';
import { DecisionPopover } from '../decision/decision-popover.tsx';
import { MarkButtons } from '../decision/mark-buttons.tsx';
import type { MessageEvent } from './timeline.ts';
import { useTwoPanes } from '../../design/use-wide-screen.ts';

type Answered = Extract<MessageEvent, { type: 'aiAnswered' }>;

/** Under an AI answer: where it comes from, how sure the AI was, why it spoke, and whether it was right. */
export function AnswerFootnotes({
  event,
  conversation,
}: {
  event: Answered;
  conversation: Pick<ConversationSummary, 'id' | 'aiAgentId'>;
}) {
  const sources = event.sources.filter(
    (source, index, all) => all.findIndex(({ url }) => url === source.url) === index,
  );
  const message = useRef<HTMLElement>(null);
  const twoPanes = useTwoPanes();
  return (
    <div
      ref={(node) => {
        message.current = node?.parentElement ?? null;
      }}
      className="mt-1.5 flex max-w-full flex-wrap items-center justify-end gap-x-3 gap-y-1 px-0.5 text-small"
    >
      {event.choices.length > 0 && (
        <span className="flex flex-wrap gap-1">
          <span className="sr-only">Offered to the customer:</span>
          {event.choices.map((choice) => (
            <span
              key={choice}
              className="rounded-full border border-line-strong px-2 py-0.5 text-ink-soft"
            >
              {choice}
            </span>
          ))}
        </span>
      )}
      {sources.map((source) => (
        <a
          key={source.url}
          href={safeHref(source.url) ?? undefined}
          target="_blank"
          rel="noopener noreferrer"
          title={source.quote}
          className="inline-flex min-w-0 items-center gap-1 text-ink-soft underline-offset-2 hover:text-accent-text hover:underline"
        >
          <FileText size={12} aria-hidden className="shrink-0" />
          <span className="truncate">{source.title}</span>
        </a>
      ))}
      <DecisionPopover
        decision={event.decision}
        {...(twoPanes ? { beside: message, side: 'left', align: 'start' } : {})}
        trigger={
          <button
            type="button"
            data-decision={event.decision.id}
            className="group inline-flex items-center gap-1.5 rounded-sm max-md:min-h-9"
          >
            <ConfidenceChip decision={event.decision} />
            <span className="font-medium text-ink-soft underline-offset-2 group-hover:underline">
              Why?
            </span>
          </button>
        }
      />
      <MarkButtons decision={event.decision} conversation={conversation} />
    </div>
  );
}
