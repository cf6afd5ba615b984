// Where a decision wants the conversation to go, said with what every inbox has: tags, and words in
// the brief.

import { LIMITS } from '@baton/protocol';
import type { Decision } from '../escalation/index.ts';

/** All tags that a decision gives, each once. */
export function tagsOf(decision: Decision): string[] {
  const routing =
    decision.outcome === 'handoff' || decision.outcome === 'offer'
      ? [
          ...(decision.priority === 'normal' ? [] : [`priority: ${decision.priority}`]),
          ...(decision.team === null ? [] : [`team: ${decision.team}`]),
        ]
      : [];
  const all = [...decision.tags, ...routing].map((tag) =>
    tag.toLowerCase().slice(0, LIMITS.tagLength).trim(),
  );
  return [...new Set(all)];
}

/** " For the team “Billing”, high priority." Empty where nothing is asked for. */
export function routingInWords(decision: Decision): string {
  if (decision.outcome !== 'handoff' && decision.outcome !== 'offer') return '';
  const { team, priority } = decision;
  const words = [
    ...(team === null ? [] : [`for the team “${team}”`]),
    ...(priority === 'normal' ? [] : [`${priority} priority`]),
  ].join(', ');
  return words === '' ? '' : ` ${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
