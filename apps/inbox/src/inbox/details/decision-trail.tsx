import type { ConversationEvent, DecisionSummary } from '@baton/protocol';
import { timeOfDay } from '../../app/times.ts';
import { ConfidenceChip } from '../decision/confidence-chip.tsx';
import { DecisionPopover } from '../decision/decision-popover.tsx';
import { outcomeInWords, sureness } from '../decision/sureness.ts';

/** Each decision of the AI in this conversation, newest first; each opens its reasons. */
export function DecisionTrail({ events }: { events: readonly ConversationEvent[] }) {
  const decided = events.flatMap((event): { decision: DecisionSummary; at: string }[] => {
    if (event.type !== 'aiAnswered' && event.type !== 'handedOff') return [];
    return event.decision ? [{ decision: event.decision, at: event.at }] : [];
  });
  if (decided.length === 0) return <p className="text-ink-soft">Nothing yet.</p>;
  return (
    <ul className="-mx-2 flex flex-col">
      {decided.toReversed().map(({ decision, at }) => (
        <li key={decision.id}>
          <DecisionPopover
            decision={decision}
            side="left"
            align="start"
            trigger={
              <button
                type="button"
                className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
              >
                <span className="min-w-0 flex-1 truncate">{outcomeInWords(decision)}</span>
                {sureness(decision) !== null && <ConfidenceChip decision={decision} />}
                <span className="text-small text-ink-faint tabular-nums">{timeOfDay(at)}</span>
              </button>
            }
          />
        </li>
      ))}
    </ul>
  );
}
