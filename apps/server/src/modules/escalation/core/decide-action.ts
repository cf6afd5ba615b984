// Whether an action is what the customer asks for: one of decide()'s rules. Pure, like all of it.

import type { Decision } from './decision.ts';
import { quoteScore } from './in-words.ts';
import type { Policy } from './policy/policy.ts';
import { said } from './said-text.ts';
import type { ActionScore, Confidence, Signals } from './signals.ts';

/** What the customer filled in and sent is theirs to send: no score of its words stops it. */
export function formSent({ actions }: Signals): Decision | null {
  const sent = actions.find(({ open }) => open === 'form');
  return sent === undefined ? null : act(sent, `The customer sent the form of “${sent.name}”.`);
}

/** The customer says what an open action still needed: "it's 1042". */
export const answered = ({ actions }: Signals): ActionScore | undefined =>
  actions.find(({ open }) => open === 'answer');

/** So much of the way from its threshold to certain: an action is asked for beyond doubt. */
const BEYOND_DOUBT = 2 / 3;
/** Actions this close compete. */
const COMPETING_ACTIONS = 0.05;

/**
 * What a sensitive topic is about may be just what an action does that a teammate has to approve.
 * A person comes in either way, and with the action they need only say yes: asked for beyond doubt,
 * it goes first.
 */
export function forApproval({ actions }: Signals): Decision | null {
  const [best] = actions
    .filter((action) => action.sensitive && isBeyondDoubt(action))
    .sort((a, b) => b.score - a.score);
  return best === undefined
    ? null
    : act(best, `The customer asks for “${best.name}”, which a teammate has to approve.`);
}

export function byAction(
  policy: Policy,
  signals: Signals,
  confidence: Confidence,
): Decision | null {
  const open = answered(signals);
  if (open !== undefined) {
    return act(open, `The customer says what “${open.name}” still needed.`);
  }
  const fitting = signals.actions
    .filter(({ score, threshold }) => score >= threshold)
    .sort((a, b) => b.score - a.score);
  const [best] = fitting;
  if (best === undefined) return null;
  const { score } = best;
  // A question that the documents answer is a question, unless the action is plainly asked for.
  if (!isBeyondDoubt(best) && confidence !== null && confidence.value >= policy.answerAt)
    return null;
  const alike = fitting.filter((each) => score - each.score < COMPETING_ACTIONS);
  if (alike.length > 1 && signals.clarifiedInARow === 0) {
    const names = alike.map(({ name }) => name);
    return {
      outcome: 'clarify',
      rule: 'competing_actions',
      reasons: [],
      explanation: `“${names.join('” and “')}” fit about equally well, so one short question first.`,
      tags: [],
      text: said(policy.messages.clarify, signals.text.language),
      between: [],
      actions: names,
    };
  }
  return act(
    best,
    `The customer asks for “${best.name}” (${quoteScore(best, { threshold: null })}).`,
  );
}

const isBeyondDoubt = ({ score, threshold }: ActionScore): boolean =>
  score >= threshold + BEYOND_DOUBT * (1 - threshold);

const act = (action: ActionScore, explanation: string): Decision => ({
  outcome: 'answer',
  rule: 'action',
  reasons: [],
  explanation,
  tags: [],
  reply: {
    kind: 'action',
    actionId: action.id,
    name: action.name,
    sure: isBeyondDoubt(action),
  },
});
