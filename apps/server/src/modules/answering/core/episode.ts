// One episode of a conversation (since its start, its reopening or the last hand-back) as the AI
// reads it: what is being asked now, and what was said before.

import type { AnswerSource, ConversationEvent, Outcome } from '@baton/protocol';

export interface Said {
  author: 'customer' | 'ai' | 'teammate';
  text: string;
  outcome?: Outcome;
  sources?: AnswerSource[];
}

export interface Episode {
  /** Everything said before the present question, oldest first. */
  before: Said[];
  /** The customer's messages that nobody has answered, oldest first. */
  pending: string[];
  /** The present question: the pending messages read as one. */
  question: string;
}

/** `events` are those of the present episode, oldest first. */
export function readEpisode(events: readonly ConversationEvent[]): Episode {
  const said = events.flatMap(saidBy);
  const lastAnswer = said.findLastIndex((each) => each.author !== 'customer');
  const pending = said.slice(lastAnswer + 1).map((each) => each.text);
  return { before: said.slice(0, lastAnswer + 1), pending, question: pending.join('\n') };
}

function saidBy(event: ConversationEvent): Said[] {
  switch (event.type) {
    case 'customerMessageSent':
      return [{ author: 'customer', text: event.body }];
    case 'aiAnswered':
      return [
        {
          author: 'ai',
          text: event.body,
          outcome: event.decision.outcome,
          sources: event.sources,
        },
      ];
    case 'replied':
      return [{ author: 'teammate', text: event.body }];
    default:
      return [];
  }
}
