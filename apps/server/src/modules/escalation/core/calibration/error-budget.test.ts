import { describe, expect, it } from 'vitest';
import {
  chooseStressedThreshold,
  chooseThreshold,
  DELTA,
  STRESS,
  type StressedEvidence,
  THRESHOLD_GRID,
} from './error-budget.ts';
import { anywhereMargin, lowerBound, upperBound } from './intervals.ts';
import { sigmoid } from '../text/text-head.ts';

/** mulberry32: a world is its seed. */
function worldOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
/** Logistic noise: its distribution function is the sigmoid, so true risks are known exactly. */
const noise = (random: () => number) => {
  const u = 1e-9 + (1 - 2e-9) * random();
  return Math.log(u / (1 - u));
};

describe('the upper bound', () => {
  it('is the rule of three when nothing was wrong', () => {
    expect(upperBound(0, 100, 0.05)).toBeCloseTo(0.0295, 3);
  });
  it('agrees with the published Clopper–Pearson table for 5 of 50', () => {
    // One-sided 95 %: BetaInv(0.95; 6, 45).
    expect(upperBound(5, 50, 0.05)).toBeCloseTo(0.199, 2);
  });
  it('promises nothing without data', () => {
    expect([upperBound(0, 0, 0.1), lowerBound(0, 0, 0.1), anywhereMargin(0, 0.1)]).toEqual([
      1, 0, 1,
    ]);
  });
});

describe('the error budget', () => {
  const reviewed = Array.from({ length: 1_000 }, (_, at) => ({
    confidence: (at + 0.5) / 1_000,
    ok: at % 20 !== 0 || at > 700,
  }));

  it('goes as low as the budget allows and no lower', () => {
    const { threshold, bound } = chooseThreshold(reviewed, 0.05);
    expect(bound).toBeLessThanOrEqual(0.05);
    expect(threshold).toBeLessThan(0.7);
  });
  it('has no answer for too few reviews', () => {
    expect(chooseThreshold(reviewed.slice(0, 20), 0.05).threshold).toBeNull();
  });
  it('is not ended by one unlucky answer among the surest', () => {
    const unlucky = reviewed.map((each, at) => (at > 998 ? { ...each, ok: false } : each));
    expect(chooseThreshold(unlucky, 0.05).threshold).toBeLessThan(0.7);
  });
  it('keeps its promise in about 9 of 10 worlds', () => {
    let broken = 0;
    for (let world = 0; world < 200; world += 1) {
      const random = worldOf(world);
      const seen = Array.from({ length: 400 }, () => {
        const confidence = random();
        return { confidence, ok: random() < confidence };
      });
      const { threshold } = chooseThreshold(seen, 0.2);
      // At threshold t the true risk of this world is (1 − t) / 2.
      if (threshold !== null && (1 - threshold) / 2 > 0.2) broken += 1;
    }
    expect(broken / 200).toBeLessThanOrEqual(DELTA + 0.04);
  });
});

/** How many confidences reach each threshold of the grid, in its order. */
function atOrAbove(confidences: readonly number[]): number[] {
  const hundredths = Array.from({ length: 101 }, () => 0);
  for (const confidence of confidences) {
    const at = Math.floor(confidence * 100);
    hundredths[at] = (hundredths[at] as number) + 1;
  }
  let sum = hundredths[100] as number;
  return THRESHOLD_GRID.map((_, at) => (sum += hundredths[99 - at] as number));
}

const STRANGERS = 1_400;
const UNANSWERABLE_AT = -3;
const spread = 0.7;

/** Unanswerable questions as Baton would ship them. Many agents are given the same. */
const shipped = new Map<number, number[]>();
function shippedWith(version: number): number[] {
  const known = shipped.get(version);
  if (known !== undefined) return known;
  const random = worldOf(1e6 + version);
  const strangers = Array.from({ length: STRANGERS }, () =>
    sigmoid(UNANSWERABLE_AT + spread * noise(random)),
  );
  shipped.set(version, atOrAbove(strangers));
  return shippedWith(version);
}

/** An AI agent whose questions, reviews and strangers are drawn from known distributions. */
function simulatedAgent(seed: number, reviews: number) {
  const random = worldOf(seed);
  const unanswerable = 0.05 + 0.35 * random();
  const missed = 0.08 + 0.15 * random();
  const places = { right: 1.6 + random(), missed: -0.8, unanswerable: UNANSWERABLE_AT };
  const draw = () => {
    const none = random() < unanswerable;
    const right = !none && random() >= missed;
    const place = none ? places.unanswerable : right ? places.right : places.missed;
    return { confidence: sigmoid(place + spread * noise(random)), right, none };
  };
  const reviewed = Array.from({ length: reviews }, draw);
  const all = Array.from({ length: 1_000 }, () => draw().confidence);
  const answered = atOrAbove(reviewed.map(({ confidence }) => confidence));
  const wrong = atOrAbove(reviewed.flatMap(({ confidence, right }) => (right ? [] : [confidence])));
  const [asked, strange] = [atOrAbove(all), shippedWith(seed % 40)];
  const evidence: StressedEvidence = {
    reviewed: reviews,
    unanswerable: reviewed.filter(({ none }) => none).length,
    draws: all.length,
    stressDraws: STRANGERS,
    at: THRESHOLD_GRID.map((threshold, at) => ({
      threshold,
      answered: answered[at] as number,
      wrong: wrong[at] as number,
      answeredShare: (asked[at] as number) / all.length,
      stressAnswered: strange[at] as number,
    })),
  };
  /** What answering from `t` on truly comes to, in the stressed mixture. */
  const truth = (t: number) => {
    const above = (place: number) => 1 - sigmoid((Math.log(t / (1 - t)) - place) / spread);
    const w = Math.max(0, (STRESS - unanswerable) / (1 - unanswerable));
    const right = (1 - unanswerable) * (1 - missed) * above(places.right);
    const wrong =
      (1 - unanswerable) * missed * above(places.missed) +
      unanswerable * above(places.unanswerable);
    const strange = w * above(places.unanswerable);
    return {
      risk: ((1 - w) * wrong + strange) / ((1 - w) * (right + wrong) + strange),
      coverage: right + wrong,
    };
  };
  return { evidence, truth };
}

describe('the error budget under stress', () => {
  it('keeps its promise for 2,000 simulated AI agents, and is of use to most', () => {
    const [worlds, budget] = [2_000, 0.05];
    let [broken, promised, coverage] = [0, 0, 0];
    for (let world = 1; world <= worlds; world += 1) {
      const { evidence, truth } = simulatedAgent(world, 300);
      const { threshold } = chooseStressedThreshold(evidence, budget);
      if (threshold === null) continue;
      const is = truth(threshold);
      promised += 1;
      coverage += is.coverage;
      if (is.risk > budget) broken += 1;
    }
    expect(broken / worlds).toBeLessThanOrEqual(DELTA);
    expect(promised / worlds).toBeGreaterThan(0.5);
    expect(coverage / promised).toBeGreaterThan(0.4);
  }, 180_000);

  const { evidence } = simulatedAgent(3, 600);

  it('is stricter than a promise for the reviewed questions alone', () => {
    const stressed = chooseStressedThreshold(evidence, 0.1);
    const calm = chooseStressedThreshold(evidence, 0.1, 0);
    expect(stressed.threshold).toBeGreaterThanOrEqual(calm.threshold as number);
    expect(stressed.added).toBeGreaterThan(0);
    expect(calm.added).toBe(0);
  });
  it('adds less where the reviewed questions are known to be unanswerable often enough', () => {
    const known = { ...evidence, unanswerable: Math.round(evidence.reviewed * 0.5) };
    expect(chooseStressedThreshold(known, 0.1).added).toBe(0);
  });
  it('is wider for a wider budget', () => {
    const [tight, wide] = [0.05, 0.15].map((each) => chooseStressedThreshold(evidence, each));
    expect(wide?.threshold ?? 1).toBeLessThanOrEqual(tight?.threshold ?? 1);
  });
  it('tells too few reviews from too many wrong ones', () => {
    const few = chooseStressedThreshold(simulatedAgent(3, 30).evidence, 0.05);
    expect(few).toMatchObject({ threshold: null, testable: false });
    const wrong = { ...evidence, at: evidence.at.map((at) => ({ ...at, wrong: at.answered })) };
    expect(chooseStressedThreshold(wrong, 0.05)).toMatchObject({ threshold: null, testable: true });
  });
});
