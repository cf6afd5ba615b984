/** Marks on a decision: what can be said of it, and how it looks once somebody has. Pure. */
import type {
  DecisionReviews,
  DecisionSummary,
  Outcome,
  ReviewMark,
  ReviewSubject,
  ReviewVerdict,
} from '@baton/protocol';

/** An answer is right or wrong; passing on, offering and asking back were needed or not. */
export const subjectOf = (outcome: Outcome): ReviewSubject =>
  outcome === 'answer' ? 'answer' : 'handoff';

export const verdictsOf = (subject: ReviewSubject): readonly [ReviewVerdict, ReviewVerdict] =>
  subject === 'answer' ? ['right', 'wrong'] : ['needed', 'not_needed'];

export const verdictWords: Record<ReviewVerdict, string> = {
  right: 'Right',
  wrong: 'Wrong',
  needed: 'Needed',
  not_needed: 'Not needed',
};

/** What the mark is about, for whoever cannot see where it stands. */
export function askWords(outcome: Outcome): string {
  switch (outcome) {
    case 'answer':
      return 'Was the answer right?';
    case 'clarify':
      return 'Did it have to ask back?';
    case 'offer':
      return 'Was offering a person needed?';
    case 'handoff':
      return 'Was a person needed?';
  }
}

export const myMark = (
  reviews: DecisionReviews | undefined,
  subject: ReviewSubject,
  me: string,
): ReviewVerdict | null =>
  reviews?.marks.find(({ about, teammateId }) => about === subject && teammateId === me)?.verdict ??
  null;

export const markedBy = (reviews: DecisionReviews | undefined, verdict: ReviewVerdict): string[] =>
  reviews?.marks.filter((mark) => mark.verdict === verdict).map((mark) => mark.teammateId) ?? [];

/**
 * The marks as they will be once the server has heard: for the screen, at once. The revision stays,
 * so whatever the server says next wins.
 */
export function withMyMark(
  reviews: DecisionReviews | undefined,
  of: Pick<DecisionReviews, 'conversationId' | 'aiAgentId'> & {
    decision: Pick<DecisionSummary, 'id' | 'outcome'>;
  },
  me: string,
  verdict: ReviewVerdict | null,
  at: string,
): DecisionReviews {
  const about = subjectOf(of.decision.outcome);
  const others = (reviews?.marks ?? []).filter(
    (mark) => mark.about !== about || mark.teammateId !== me,
  );
  const mine: ReviewMark[] =
    verdict === null ? [] : [{ teammateId: me as ReviewMark['teammateId'], about, verdict, at }];
  return {
    decisionId: of.decision.id,
    conversationId: of.conversationId,
    aiAgentId: of.aiAgentId,
    revision: reviews?.revision ?? 0,
    answer: reviews?.answer ?? null,
    handoff: reviews?.handoff ?? null,
    helpful: reviews?.helpful ?? null,
    marks: [...mine, ...others],
  };
}
