/**
 * How sure the AI was that its answer is right, and what it did instead of answering. Where the
 * customer asked for an action there is nothing to be right about: a form, what came of it, or that
 * it waits is no answer from the documents, whatever was measured on the way.
 */
import type { DecisionSummary } from '@baton/protocol';
import { outcomeWords } from '../words.ts';

type Decided = Pick<DecisionSummary, 'rule' | 'outcome' | 'confidence'>;

/** "action" and "competing_actions" decide; "action_failed" and its like say what became of it. */
const isOfAction = ({ rule }: Pick<DecisionSummary, 'rule'>): boolean =>
  rule === 'action' || rule === 'competing_actions' || rule.startsWith('action_');

/** 0 to 1; null where no answer was drafted, or none was wanted. */
export const sureness = (decision: Decided): number | null =>
  isOfAction(decision) ? null : decision.confidence;

export const outcomeInWords = (decision: Decided): string =>
  isOfAction(decision) && decision.outcome === 'answer' ? 'Action' : outcomeWords[decision.outcome];
