// "At most 5 % of the answers wrong", with a guarantee: fixed-sequence learn-then-test
// (Angelopoulos, Bates, Candès, Jordan and Lei, 2021). A grid of thresholds is fixed beforehand and
// walked from the strictest down; at each, an upper bound on the share of wrong answers must stay
// within the budget, and the walk stops at the first that does not. So P(risk > budget) ≤ δ for
// questions like the reviewed ones. One walk from the strictest would end at the first unlucky answer
// among few, so there are two, each with half of δ: one from where enough is answered to tell at
// all, one from where some wrong answers can be borne. Both places depend on confidences alone.
//
// Questions change, and the first thing to change is how many have no answer here. So the promise is
// made for a mixture (1 − w)·P + w·U: P the reviewed questions, U unanswerable ones, w such that at
// least STRESS of the mixture is unanswerable. Resampling or weighting would make Clopper–Pearson
// inexact; the strata are bounded one by one instead, and their δs add up (the union bound):
//
//             (1 − w)·a·r + w·q        r ≤ Clopper–Pearson of the wrong among answered of P
//   risk  =  ────────────────────      a ≥ share of P that is answered  (DKW–Massart, all t at once)
//             (1 − w)·a   + w·q        q ≤ Clopper–Pearson of the answered share of U
//                                      w = (STRESS − u)/(1 − u), u ≤ share unanswerable in P
//
// The risk rises with r, q and w and falls with a, so the bounds go in together.

import { anywhereMargin, lowerBound, upperBound } from './intervals.ts';

export { upperBound };

export interface Reviewed {
  confidence: number;
  ok: boolean;
}

export interface BudgetChoice {
  /** Null: no threshold can be promised on this much data. */
  threshold: number | null;
  answered: number;
  wrong: number;
  /** Upper bound on the risk at the threshold. */
  bound: number;
}

/** Strictest first. Fixed, so that the data cannot choose the grid. */
export const THRESHOLD_GRID: readonly number[] = Array.from(
  { length: 99 },
  (_, at) => (99 - at) / 100,
);

/** The chance that a promise is broken: 1 in 10. */
export const DELTA = 0.1;
/** Share of unanswerable questions that a promise withstands. */
export const STRESS = 0.3;

/** How δ is divided. Most goes to the reviews, which are few. */
const PARTS = { wrong: 0.075, answered: 0.005, stress: 0.01, unanswerable: 0.01 } as const;

/** A walk begins where so much of the budget may be spent on wrong answers. */
const WALKS = [0, 0.4] as const;

/** How much of the budget a walk that begins leaves to the reviewed questions; the rest is stress. */
const FOR_REVIEWED = 0.7;

/** A share this many margins wide is known well enough to begin. */
const WELL_KNOWN = 3;

/** Fewer reviewed answers than this cannot keep the budget even if all are right. */
export const fewestFor = (budget: number): number =>
  Math.ceil(Math.log(PARTS.wrong / WALKS.length) / Math.log(1 - FOR_REVIEWED * budget));

/** Without stress: the promise holds for questions exactly like the reviewed ones. */
export function chooseThreshold(
  reviewed: readonly Reviewed[],
  budget: number,
  delta = DELTA,
): BudgetChoice {
  const grid = THRESHOLD_GRID.map((threshold) => {
    const answered = reviewed.filter((each) => each.confidence >= threshold);
    return { threshold, answered: answered.length, wrong: answered.filter(({ ok }) => !ok).length };
  });
  return walk(grid, budget, (at, wrong) => upperBound(wrong, at.answered, delta / WALKS.length));
}

/** What is known, at every threshold of the grid, strictest first. */
export interface StressedEvidence {
  /** Reviewed questions drawn from P, and how many of them surely have no answer here. */
  reviewed: number;
  unanswerable: number;
  /** Draws from P, reviewed or not, that `answeredShare` is counted on. */
  draws: number;
  /** Unanswerable questions of U. */
  stressDraws: number;
  at: readonly {
    threshold: number;
    answered: number;
    wrong: number;
    answeredShare: number;
    /** Of `stressDraws`, how many would be answered. */
    stressAnswered: number;
  }[];
}

export interface StressedChoice extends BudgetChoice {
  /** Is there a threshold at which the budget could have been kept, had nothing been wrong? */
  testable: boolean;
  /** w: the share of the mixture that was added. */
  added: number;
}

export function chooseStressedThreshold(
  evidence: StressedEvidence,
  budget: number,
  stress = STRESS,
): StressedChoice {
  const { reviewed, unanswerable, draws, stressDraws } = evidence;
  const already = lowerBound(unanswerable, reviewed, PARTS.unanswerable);
  const added = Math.max(0, (stress - already) / (1 - already));
  const margin = anywhereMargin(draws, PARTS.answered);
  const ownRisk = (answered: number, wrong: number) =>
    upperBound(wrong, answered, PARTS.wrong / WALKS.length);
  // Where to begin may depend on confidences alone, not on what reviews or the strangers say: where
  // enough is answered, both to judge answers by and to weigh against the strangers.
  const hoped = (at: StressedEvidence['at'][number], wrong: number) =>
    at.answeredShare < WELL_KNOWN * margin ? 1 : ownRisk(at.answered, wrong) / FOR_REVIEWED;
  const choice = walk(
    evidence.at,
    budget,
    (at, wrong) => {
      const own = (1 - added) * Math.max(0, at.answeredShare - margin);
      const strange =
        added * upperBound(at.stressAnswered, stressDraws, PARTS.stress / WALKS.length);
      if (own + strange === 0) return 1;
      return (own * ownRisk(at.answered, wrong) + strange) / (own + strange);
    },
    hoped,
  );
  return { ...choice, testable: evidence.at.some((at) => hoped(at, 0) <= budget), added };
}

function walk<At extends { threshold: number; answered: number; wrong: number }>(
  grid: readonly At[],
  budget: number,
  boundAt: (at: At, wrong: number) => number,
  hopedFor: (at: At, wrong: number) => number = boundAt,
): BudgetChoice {
  let chosen: BudgetChoice = { threshold: null, answered: 0, wrong: 0, bound: 1 };
  for (const spent of WALKS) {
    const start = grid.findIndex(
      (at) => hopedFor(at, Math.floor(spent * budget * at.answered)) <= budget,
    );
    for (const at of start === -1 ? [] : grid.slice(start)) {
      const bound = boundAt(at, at.wrong);
      if (bound > budget) break;
      if (chosen.threshold === null || at.threshold < chosen.threshold)
        chosen = { threshold: at.threshold, answered: at.answered, wrong: at.wrong, bound };
    }
  }
  return chosen;
}
