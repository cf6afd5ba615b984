import type { ConversationSummary, DecisionSummary, ReviewVerdict } from '@baton/protocol';
import { Check, ThumbsDown, ThumbsUp, X } from 'lucide-react';
import { useSession } from '../../api/session.ts';
import { classNames } from '../../design/class-names.ts';
import { Tooltip } from '../../design/tooltip.tsx';
import { MARK_KEYS } from './mark-keys.ts';
import { askWords, markedBy, myMark, subjectOf, verdictsOf, verdictWords } from './marks.ts';
import { useMark, useReviewsOf } from './use-mark.ts';

/** Right or wrong, needed or not: two small buttons, and who has pressed them. */
export function MarkButtons({
  decision,
  conversation,
}: {
  decision: DecisionSummary;
  conversation: Pick<ConversationSummary, 'id' | 'aiAgentId'>;
}) {
  const { teammates, teammate: me } = useSession();
  const reviews = useReviewsOf(conversation.id, decision.id);
  const { mark } = useMark(conversation);
  const subject = subjectOf(decision.outcome);
  const mine = myMark(reviews, subject, me.id);
  const names = (verdict: ReviewVerdict) =>
    markedBy(reviews, verdict).map((id) =>
      id === me.id
        ? 'You'
        : (teammates.find((one) => one.id === id)?.name.split(' ')[0] ?? 'Somebody'),
    );
  return (
    <span
      role="group"
      aria-label={askWords(decision.outcome)}
      className="inline-flex items-center gap-1"
    >
      {subject === 'handoff' && (
        <span aria-hidden className="text-ink-faint">
          Needed?
        </span>
      )}
      {verdictsOf(subject).map((verdict, index) => {
        const by = names(verdict);
        const pressed = mine === verdict;
        const Icon = index === 0 ? Check : X;
        return (
          <Tooltip
            key={verdict}
            text={verdictWords[verdict]}
            shortcut={MARK_KEYS[index]?.toUpperCase()}
          >
            <button
              type="button"
              data-decision={decision.id}
              aria-pressed={pressed}
              aria-label={`${verdictWords[verdict]}${by.length > 0 ? `, says ${by.join(' and ')}` : ''}`}
              onClick={() => mark(decision, pressed ? null : verdict)}
              className={classNames(
                'inline-flex h-6 min-w-6 items-center justify-center gap-1 rounded-sm px-1 text-small max-md:h-9 max-md:min-w-9',
                by.length > 0
                  ? index === 0
                    ? 'bg-good-soft font-medium text-good-text'
                    : 'bg-danger-soft font-medium text-danger-text'
                  : 'text-ink-faint hover:bg-hover hover:text-ink',
              )}
            >
              <Icon size={14} aria-hidden />
              {by.length > 0 && <span className="max-w-32 truncate">{by.join(', ')}</span>}
            </button>
          </Tooltip>
        );
      })}
      {reviews && reviews.helpful !== null && (
        <span
          className="inline-flex items-center gap-1 text-ink-soft"
          title={reviews.helpful ? 'The customer found it helpful' : 'It did not help the customer'}
        >
          {reviews.helpful ? (
            <ThumbsUp size={13} aria-hidden />
          ) : (
            <ThumbsDown size={13} aria-hidden />
          )}
          <span className="sr-only">
            {reviews.helpful ? 'The customer found it helpful' : 'It did not help the customer'}
          </span>
        </span>
      )}
    </span>
  );
}
