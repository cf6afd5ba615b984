/**
 * Reviews: what teammates and customers say of the AI's decisions, and what follows from it: how
 * well confidence keeps its word, what a threshold or an error budget comes to, and whether either
 * still holds.
 *
 * Marks are no events of a conversation: they live beside it. A screen reads them with
 * GET /api/conversations/:id/reviews and follows `decision.reviewed`; the higher `revision` wins.
 */
import { z } from 'zod';
import { AiAgentId, ConversationId, DecisionId, DocumentId, TeammateId, Timestamp } from './ids.ts';
import { HandoffReason, Outcome } from './vocabulary.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);

// --- Marks ---------------------------------------------------------------------------------------

/**
 * `right` / `wrong`: the answer that the AI gave, or would have given where it held back.
 * `needed` / `not_needed`: that it passed the conversation on, offered a person or asked back.
 */
export const ReviewVerdict = z.enum(['right', 'wrong', 'needed', 'not_needed']);
export type ReviewVerdict = z.infer<typeof ReviewVerdict>;

/** What a verdict is about. Each teammate has at most one of each for a decision. */
export const ReviewSubject = z.enum(['answer', 'handoff']);
export type ReviewSubject = z.infer<typeof ReviewSubject>;

/**
 * POST /api/decisions/:id/review. Null takes one's own mark back: that about `about`, and without
 * it that about what the AI did (an answer, or passing on).
 */
export const ReviewRequest = z.object({
  verdict: ReviewVerdict.nullable(),
  about: ReviewSubject.optional(),
});
export type ReviewRequest = z.input<typeof ReviewRequest>;

/** One teammate's last word on a decision. */
export const ReviewMark = z.object({
  teammateId: TeammateId,
  about: ReviewSubject,
  verdict: ReviewVerdict,
  at: Timestamp,
});
export type ReviewMark = z.infer<typeof ReviewMark>;

/** Everything said of one decision. */
export const DecisionReviews = z.object({
  decisionId: DecisionId,
  conversationId: ConversationId,
  aiAgentId: AiAgentId,
  /** Grows with every change of this decision's marks. */
  revision: count,
  /** What counts: the majority's verdict, the latest one where it is a draw. Null: nobody said. */
  answer: z.enum(['right', 'wrong']).nullable(),
  handoff: z.enum(['needed', 'not_needed']).nullable(),
  /** Did it help? The customer's own word, where they gave it. */
  helpful: z.boolean().nullable(),
  /** The latest first. */
  marks: z.array(ReviewMark),
});
export type DecisionReviews = z.infer<typeof DecisionReviews>;
/** The answer to POST /api/decisions/:id/review. */
export const DecisionReviewed = z.object({ reviews: DecisionReviews });

/** GET /api/conversations/:id/reviews: decisions that nobody has marked are left out. */
export const ConversationReviews = z.object({ reviews: z.array(DecisionReviews) });
export type ConversationReviews = z.infer<typeof ConversationReviews>;

/** POST /widget/v1/messages/:id/helpful, on an answer of the AI. Null takes it back. */
export const HelpfulRequest = z.object({ helpful: z.boolean().nullable() });
export type HelpfulRequest = z.input<typeof HelpfulRequest>;

/**
 * GET /api/ai-agents/:id/reviews/queue: decisions drawn at random, given or held back, to mark with
 * `right` or `wrong`. Marked ones leave it, others are drawn. Only a random draw says how often
 * *all* answers are right; what people mark unasked says it of what they noticed.
 */
export const ReviewQueue = z.object({
  items: z.array(
    z.object({
      decisionId: DecisionId,
      conversationId: ConversationId,
      at: Timestamp,
      question: z.string(),
      outcome: Outcome,
      reasons: z.array(HandoffReason),
      confidence: share.nullable(),
      answer: z.object({
        /** False: held back; this is what it would have answered from. */
        given: z.boolean(),
        text: z.string(),
      }),
      passages: z.array(
        z.object({
          documentId: DocumentId,
          title: z.string(),
          heading: z.string(),
          url: z.string(),
          text: z.string(),
          score: z.number(),
        }),
      ),
    }),
  ),
  /** Decisions drawn so far (in the last 90 days), and how many of them are marked. */
  drawn: count,
  marked: count,
});
export type ReviewQueue = z.infer<typeof ReviewQueue>;

// --- Calibration ---------------------------------------------------------------------------------

/** A share with its 95 % interval. */
const Share = z.object({ share, low: share, high: share });

/** Decisions of about this confidence: how many of them were right. */
export const ReliabilityBin = z.object({
  /** The bin's edges, and the mean confidence in it. */
  from: share,
  to: share,
  confidence: share,
  /** Wilson's interval. */
  right: Share,
  questions: count,
});
export type ReliabilityBin = z.infer<typeof ReliabilityBin>;

/** What answering from `threshold` on comes to. */
export const RiskCoveragePoint = z.object({
  threshold: share,
  /** Share of questions that are answered. */
  coverage: share,
  /** Share of those answers that are wrong; null where nothing is answered. */
  wrong: Share.nullable(),
  /** Reviewed answers that `wrong` rests on. */
  reviewed: count,
});
export type RiskCoveragePoint = z.infer<typeof RiskCoveragePoint>;

/** A calibration, held against questions whose answers are known to be right or wrong. */
export const MeasuredCalibration = z.object({
  questions: count,
  right: count,
  bins: z.array(ReliabilityBin),
  /** Mean distance between confidence and truth, over 15 bins of equal size. */
  ece: z.object({
    value: z.number().min(0),
    /** What a perfect calibration would still show on this many: 0.8·√(p(1−p)·15/n). */
    noise: z.number().min(0),
  }),
  /** Mean squared error of confidence; 0 is perfect. */
  brier: z.number().min(0).max(1),
  /** From high thresholds to low ones. */
  curve: z.array(RiskCoveragePoint),
});
export type MeasuredCalibration = z.infer<typeof MeasuredCalibration>;

export const DriftCheck = z.object({
  name: z.enum(['confidence', 'answered', 'wrong', 'dissatisfied']),
  /** "Answers marked wrong". */
  label: z.string(),
  /** Mean confidence, or a share: then, and lately. Null: too little to compare. */
  reference: z.number().nullable(),
  recent: z.number().nullable(),
  /** Chance of a difference like this if nothing had changed; it counts below `alpha`. */
  p: share.nullable(),
  alpha: share,
  drifting: z.boolean(),
});
export type DriftCheck = z.infer<typeof DriftCheck>;

export const Drift = z.object({
  /** `unknown`: too few conversations to compare. */
  state: z.enum(['ok', 'drifting', 'unknown']),
  /** In a sentence or two, with what to do. */
  words: z.string(),
  checks: z.array(DriftCheck),
});
export type Drift = z.infer<typeof Drift>;

/** GET /api/ai-agents/:id/calibration */
export const CalibrationView = z.object({
  aiAgentId: AiAgentId,
  /** Which confidence is in use: the one Baton ships, or that refitted from this agent's reviews. */
  source: z.enum(['shipped', 'own']),
  /** As decision records name it: "confidence@1", "confidence@1+own.3". */
  version: z.string(),
  /** Of the own one that is in use. */
  fittedAt: Timestamp.nullable(),
  /** Why the own fit is not in use, in words; null while it is. */
  shippedBecause: z.string().nullable(),
  /** Marked decisions that count for confidence. */
  reviewed: z.object({
    total: count,
    right: count,
    wrong: count,
    /** Of them: answers given, and held back. */
    given: count,
    heldBack: count,
    /** Drawn at random by the queue. */
    random: count,
    /** Customers' thumbs beside them; they weigh a quarter of a mark. */
    customers: count,
  }),
  /** Marks still to go before an own calibration is tried; 0: enough. */
  needed: count,
  /** What the own marks cannot say, in words; null: they are a fair sample. */
  caveat: z.string().nullable(),
  /** The line that the AI agent answers from now, and what it comes to. */
  answerAt: share,
  now: RiskCoveragePoint.nullable(),
  /** "Answers about 61 % of questions, about 4 % of those wrong (95 % interval 2–7 %), from 312 reviewed." */
  statement: z.string(),
  /** On this agent's own reviews, by the calibration in use; null while there are too few. */
  own: MeasuredCalibration.nullable(),
  /** As shipped: on questions of help centres that were each left out of the fit in turn. */
  shipped: MeasuredCalibration.extend({
    helpCentres: count,
    /** Share of those questions that the help centre does not answer. */
    unanswerable: share,
    statement: z.string(),
  }),
  drift: Drift,
});
export type CalibrationView = z.infer<typeof CalibrationView>;

/**
 * GET /api/ai-agents/:id/budget?risk=0.05: the line that keeps wrong answers at or below `risk`,
 * with 90 % certainty, though 30 % of the questions were unanswerable.
 */
export const BudgetView = z.object({
  risk: share,
  /** How certain the promise is: 0.9. */
  certainty: share,
  /** Share of unanswerable questions that it is to withstand. */
  stress: share,
  /** Answer from here on; null: nothing can be promised. */
  answerAt: share.nullable(),
  /** What the promise rests on: own random reviews, else the questions measured before shipping. */
  source: z.enum(['shipped', 'own']).nullable(),
  /** Share of this agent's recent questions that would be answered; null: there are none. */
  coverage: share.nullable(),
  /** The most that may be wrong, at that certainty; 1 without a promise. */
  bound: share,
  answered: count,
  wrong: count,
  reviewed: count,
  /** Random reviews still to go, about, before own ones can promise this; 0: enough. */
  needed: count,
  statement: z.string(),
});
export type BudgetView = z.infer<typeof BudgetView>;
