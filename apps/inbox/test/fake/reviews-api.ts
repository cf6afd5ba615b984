/** Marks, the review queue and the calibration over a `World`. */
import type {
  BudgetView,
  CalibrationView,
  DecisionReviews,
  MeasuredCalibration,
  ReviewVerdict,
  Teammate,
} from '@baton/protocol';
import { type Answer, ok } from './answers.ts';
import { aiAgent } from './people.ts';
import type { ReviewState } from './reviews.ts';
import { shipped } from './shipped.ts';
import type { World } from './world.ts';

export function review(
  world: World,
  me: Teammate,
  decisionId: string,
  body: { verdict: ReviewVerdict | null },
): Answer {
  const state = world.reviews;
  const before = state.marks.get(decisionId);
  const others = (before?.marks ?? []).filter(({ teammateId }) => teammateId !== me.id);
  const { verdict } = body;
  const about = verdict === 'needed' || verdict === 'not_needed' ? 'handoff' : 'answer';
  const marks = verdict
    ? [{ teammateId: me.id, about, verdict, at: new Date().toISOString() } as const, ...others]
    : others;
  const queued = state.queue.find((one) => one.decisionId === decisionId);
  const reviews: DecisionReviews = {
    decisionId: decisionId as DecisionReviews['decisionId'],
    conversationId: queued?.conversationId ?? world.conversationOf(decisionId),
    aiAgentId: aiAgent.id,
    revision: (before?.revision ?? 0) + 1,
    answer: null,
    handoff: null,
    helpful: before?.helpful ?? null,
    marks,
  };
  state.marks.set(decisionId, reviews);
  world.emit({ type: 'decision.reviewed', reviews });
  return ok({ reviews });
}

export function reviewsOf({ reviews }: World, conversationId: string): Answer {
  const all = [...reviews.marks.values()];
  return ok({ reviews: all.filter((one) => one.conversationId === conversationId) });
}

const said = ({ marks, queue }: ReviewState) =>
  queue.filter(({ decisionId }) => (marks.get(decisionId)?.marks.length ?? 0) > 0).length;

export function queueOf({ reviews }: World): Answer {
  const open = reviews.queue.filter(
    ({ decisionId }) => (reviews.marks.get(decisionId)?.marks.length ?? 0) === 0,
  );
  return ok({ items: open, drawn: reviews.queue.length, marked: said(reviews) });
}

/** A curve of one's own: surer than the shipped one, on fewer questions. */
const own: MeasuredCalibration = {
  ...shipped,
  questions: 312,
  right: 214,
  curve: shipped.curve.map((point) => ({
    ...point,
    coverage: Math.min(1, point.coverage * 1.9),
    wrong: point.wrong && {
      share: point.wrong.share * 0.5,
      low: point.wrong.low * 0.35,
      high: Math.min(1, point.wrong.high * 0.8),
    },
    reviewed: Math.round(point.coverage * 312),
  })),
};

export function calibration({ reviews }: World): Answer {
  const marked = 23 + said(reviews);
  const total = reviews.own ? 312 : marked;
  const view: CalibrationView = {
    aiAgentId: aiAgent.id,
    source: reviews.own ? 'own' : 'shipped',
    version: reviews.own ? 'confidence@1+own.3' : 'confidence@1',
    fittedAt: reviews.own ? new Date().toISOString() : null,
    shippedBecause: reviews.own ? null : 'There are not enough reviews yet.',
    reviewed: {
      total,
      right: Math.round(total * 0.69),
      wrong: total - Math.round(total * 0.69),
      given: Math.round(total * 0.7),
      heldBack: total - Math.round(total * 0.7),
      random: Math.round(total * 0.8),
      customers: 9,
    },
    needed: reviews.own ? 0 : Math.max(0, 60 - total),
    caveat: null,
    answerAt: 0.7,
    now: null,
    statement: '',
    own: reviews.own ? own : null,
    shipped,
    drift: reviews.own
      ? { state: 'ok', words: 'No drift in the last 30 days.', checks: [] }
      : { state: 'unknown', words: 'Too few conversations to compare.', checks: [] },
  };
  return ok(view);
}

export function budget({ reviews }: World, url: URL): Answer {
  const risk = Number(url.searchParams.get('risk'));
  const answerAt = risk < 0.02 ? null : Math.min(0.95, 0.97 - risk * 2);
  const view: BudgetView = {
    risk,
    certainty: 0.9,
    stress: 0.3,
    answerAt,
    source: answerAt === null ? null : reviews.own ? 'own' : 'shipped',
    coverage: answerAt === null ? null : 0.2 + risk * 2,
    bound: answerAt === null ? 1 : risk * 0.96,
    answered: answerAt === null ? 0 : 412,
    wrong: answerAt === null ? 0 : Math.round(412 * risk * 0.7),
    reviewed: 2856,
    needed: 180,
    statement:
      answerAt === null
        ? 'No line keeps wrong answers this rare with 90% certainty: too few questions were measured.'
        : `Of 412 measured answers from here on, ${Math.round(412 * risk * 0.7)} were wrong, even with 30% of the questions unanswerable.`,
  };
  return ok(view);
}
