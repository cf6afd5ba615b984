// How a turn ends other than by an answer: a person, now or on offer, or a question back. Whatever
// rule came to it, the words, the team and the urgency are found here.

import type { HandoffReason } from '@baton/protocol';
import type { Decision, Rule } from './decision.ts';
import type { Policy, RuleOutcome, SignalRule, Topic } from './policy/policy.ts';
import { said } from './said-text.ts';
import type { Scored, Signals } from './signals.ts';

export interface Grounds {
  rule: Rule;
  reasons: HandoffReason[];
  explanation: string;
}

export const fired = (signal: Scored, rule: SignalRule): boolean =>
  rule.outcome !== 'off' && signal.score >= (rule.threshold ?? signal.threshold);

/** Offers do not loop: after one that led nowhere, the next is a handoff. */
export function toPerson(
  outcome: RuleOutcome,
  policy: Policy,
  signals: Signals | null,
  grounds: Grounds,
  topic: Pick<Topic, 'team' | 'tags' | 'priority'> = { team: null, tags: [], priority: 'normal' },
): Decision {
  const { team, tags, priority } = topic;
  const way = { ...grounds, team, tags, priority };
  const language = signals?.text.language ?? null;
  if (outcome === 'offer' && (signals === null || signals.offeredInARow === 0))
    return { outcome: 'offer', ...way, text: said(policy.messages.offer, language) };
  const closed = signals?.withinHours === false;
  const text = closed ? policy.messages.handoffOutOfHours : policy.messages.handoff;
  return { outcome: 'handoff', ...way, text: said(text, language) };
}

export const askBack = (grounds: Grounds, text: string, between: string[] = []): Decision => ({
  outcome: 'clarify',
  ...grounds,
  tags: [],
  text,
  between,
});
