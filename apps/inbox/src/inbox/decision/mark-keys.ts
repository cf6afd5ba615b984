/** Marking by key: the decision that has the focus, else the last one of the conversation. */
import type { ConversationEvent, ConversationOpened, DecisionSummary } from '@baton/protocol';
import { say } from '../../design/toasts.ts';
import { useCommand } from '../../keyboard/use-command.ts';
import { outcomeWords } from '../words.ts';
import { subjectOf, verdictsOf, verdictWords } from './marks.ts';
import { useMark } from './use-mark.ts';

/** Yes and no, to whatever is asked of the decision. */
export const MARK_KEYS = ['y', 'x'] as const;

const decisionsOf = (events: readonly ConversationEvent[]): DecisionSummary[] =>
  events.flatMap((event) =>
    (event.type === 'aiAnswered' || event.type === 'handedOff') && event.decision
      ? [event.decision]
      : [],
  );

export function useMarkKeys({ summary, events }: ConversationOpened) {
  const { mark, mine } = useMark(summary);
  const decisions = decisionsOf(events);
  const last = decisions.at(-1);

  const markBy = (index: 0 | 1) => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-decision]');
    const decision =
      decisions.find(({ id }) => id === focused?.dataset['decision']) ?? decisions.at(-1);
    if (!decision) return;
    const before = mine(decision);
    const verdict = verdictsOf(subjectOf(decision.outcome))[index];
    // The same key again takes it back.
    mark(decision, before === verdict ? null : verdict);
    say(
      before === verdict
        ? 'Your mark is taken back.'
        : `${outcomeWords[decision.outcome]}: marked “${verdictWords[verdict].toLowerCase()}”.`,
      { action: { label: 'Undo', run: () => mark(decision, before) } },
    );
  };
  const [yes, no] = verdictsOf(last ? subjectOf(last.outcome) : 'answer');
  const what = last && subjectOf(last.outcome) === 'handoff' ? 'Passing on was' : 'The answer was';
  const group = 'Conversation' as const;
  const enabled = last !== undefined;
  useCommand({
    label: `${what} ${verdictWords[yes].toLowerCase()}`,
    group,
    keys: MARK_KEYS[0],
    run: () => markBy(0),
    enabled,
  });
  useCommand({
    label: `${what} ${verdictWords[no].toLowerCase()}`,
    group,
    keys: MARK_KEYS[1],
    run: () => markBy(1),
    enabled,
  });
}
