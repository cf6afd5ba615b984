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
  /**
   * The question is from before a teammate handed the conversation back: it had its handoff, and
   * must not have another one.
   */
  leftOver: boolean;
}

/** `events` are those of the present episode, and older messages nobody answered; oldest first. */
export function readEpisode(events: readonly ConversationEvent[]): Episode {
  const marker = events.findLastIndex(({ type }) => type === 'handedBack');
  const since = events.slice(marker + 1).flatMap(saidBy);
  const earlier = events.slice(0, marker + 1).flatMap(saidBy);
  // What came before a hand-back is a question of its own only while nothing newer was said.
  const leftOver = marker >= 0 && since.length === 0;
  const said = leftOver ? earlier : since;
  const lastAnswer = said.findLastIndex((each) => each.author !== 'customer');
  const pending = said.slice(lastAnswer + 1).map((each) => each.text);
  const before = [...(leftOver ? [] : earlier), ...said.slice(0, lastAnswer + 1)];
  return { before, pending, question: pending.join('\n'), leftOver };
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
