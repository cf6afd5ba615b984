// Whom does a review stand for? People mark what catches their eye: given answers more than held
// back ones, wrong ones more than right ones. Such marks speak for themselves alone. Decisions drawn
// at random speak for all that nobody would have marked. This is post-stratification (Horvitz and
// Thompson, 1952) with two strata: marked unasked, all of which are known, and the rest.

/** Fewer drawn ones say too little about the rest. */
export const FAIR_FROM = 20;

export interface Sampled {
  /** Drawn by the audit queue before anybody had marked it. */
  random: boolean;
}

export interface Weighting {
  /** One a review, in its order; together they make `effective`. */
  weights: number[];
  /** Kish's effective size: how many equal reviews would be as sure. */
  effective: number;
  /** Do the reviews speak for all decisions, or only for what was noticed? */
  fair: boolean;
}

/** @param decisions how many decisions there were to review, marked ones included */
export function sampleWeights(reviews: readonly Sampled[], decisions: number): Weighting {
  const random = reviews.filter((review) => review.random).length;
  const unasked = reviews.length - random;
  const fair = random >= FAIR_FROM;
  const each = fair ? Math.max(1, (decisions - unasked) / random) : 1;
  const raw = reviews.map((review) => (review.random ? each : 1));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const squares = raw.reduce((total, weight) => total + weight * weight, 0);
  const effective = squares === 0 ? 0 : (sum * sum) / squares;
  return { weights: raw.map((weight) => (weight * effective) / sum), effective, fair };
}
