// What the AI says to the customer for a decision, and what they may tap in answer.

import type { AnswerSource } from '@baton/protocol';
import type { DecisionRecord } from '../escalation/index.ts';
import type { Retrieval } from '../knowledge/index.ts';
import { clarifyingLabels } from './core/clarifying-labels.ts';
import type { Draft } from './core/draft.ts';

export interface Utterance {
  body: string;
  sources: AnswerSource[];
  choices: string[];
}

/** Offered as a tap wherever a person is an option; reads as a direct request when sent. */
export const TALK_TO_A_PERSON = 'Talk to a person';

export function utterance(
  { decision }: DecisionRecord,
  draft: Draft | null,
  retrieval: Retrieval | null,
): Utterance {
  switch (decision.outcome) {
    case 'answer':
      if (decision.reply.kind === 'smallTalk')
        return { body: decision.reply.text, sources: [], choices: [] };
      // Only where nothing is carried out: an owner tries a question.
      if (decision.reply.kind === 'action')
        return { body: `“${decision.reply.name}” begins.`, sources: [], choices: [] };
      // decide() answers only where confidence was measured, and that needs a draft's passages.
      if (draft === null) throw new Error('an answer was decided on without a draft');
      return { body: draft.text, sources: draft.sources, choices: [] };
    case 'clarify':
      return {
        body: decision.text,
        sources: [],
        choices:
          decision.actions === undefined
            ? clarifyingChoices(decision.between, retrieval)
            : [...decision.actions, TALK_TO_A_PERSON],
      };
    case 'offer':
      return { body: decision.text, sources: [], choices: [TALK_TO_A_PERSON] };
    case 'handoff':
      return { body: decision.text, sources: [], choices: [] };
  }
}

/** After a hand-back, where the question from before cannot be answered: the AI is there again. */
export const backAgain: Utterance = {
  body: 'I am back to help. What would you like to know?',
  sources: [],
  choices: [TALK_TO_A_PERSON],
};

/** The competing documents by what they are about, and always the way out. */
function clarifyingChoices(between: readonly string[], retrieval: Retrieval | null): string[] {
  const subjects = between.flatMap(
    (passageId) => retrieval?.passages.find((each) => each.passageId === passageId) ?? [],
  );
  const labels = clarifyingLabels(subjects);
  return labels.length === 0 ? [] : [...labels, TALK_TO_A_PERSON];
}
