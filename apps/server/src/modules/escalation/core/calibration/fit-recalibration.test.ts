import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitIsotonic,
  fitLogistic,
  type Label,
  logLoss,
  OWN_FROM,
  refit,
} from './fit-recalibration.ts';
import { recalibrated } from './recalibration.ts';
import { logit, sigmoid } from '../text/text-head.ts';

const PLACES = [0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.98];

/** Reviews of an agent whose answers are right with `truth(confidence)`. */
function reviewed(count: number, truth: (shipped: number) => number, seed = 7): Label[] {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let warm = 0; warm < 5; warm += 1) next();
  return Array.from({ length: count }, (_, at) => {
    const shipped = 0.02 + 0.96 * next();
    return { shipped, right: next() < truth(shipped), weight: 1, group: `cnv_${at}` };
  });
}

const tooSure = (shipped: number) => sigmoid(0.6 * logit(shipped) - 0.8);
const asShipped = (shipped: number) => shipped;

const label = fc.record({
  shipped: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  right: fc.boolean(),
  weight: fc.double({ min: 0.01, max: 5, noNaN: true }),
  group: fc.string({ maxLength: 3 }),
});

describe('the logistic recalibration', () => {
  it('without reviews is the shipped confidence', () => {
    const fitted = fitLogistic([]);
    for (const place of PLACES) expect(recalibrated(fitted, place)).toBeCloseTo(place, 6);
  });
  it('after five reviews, though all say wrong, is nearly the shipped confidence', () => {
    const fitted = fitLogistic(reviewed(5, () => 0));
    for (const place of PLACES)
      expect(Math.abs(recalibrated(fitted, place) - place)).toBeLessThan(0.12);
  });
  it('after two thousand says what the reviews say', () => {
    const fitted = fitLogistic(reviewed(2_000, tooSure));
    for (const place of PLACES)
      expect(Math.abs(recalibrated(fitted, place) - tooSure(place))).toBeLessThan(0.05);
  });
  it('survives reviews that are all right, all wrong, or the wrong way round', () => {
    for (const truth of [() => 1, () => 0, (p: number) => 1 - p]) {
      const fitted = fitLogistic(reviewed(500, truth));
      expect(fitted.slope).toBeGreaterThan(0);
      for (const place of PLACES) expect(recalibrated(fitted, place)).toSatisfy(isProbability);
    }
  });
});

describe('the isotonic recalibration', () => {
  it('follows a bend that no logistic curve has', () => {
    const bend = (p: number) => (p < 0.5 ? 0.1 : 0.7 + 0.2 * (p - 0.5));
    const labels = reviewed(4_000, bend);
    const [free, bound] = [fitIsotonic(labels), fitLogistic(labels)];
    const off = (fit: typeof free | typeof bound) =>
      Math.max(...[0.1, 0.3, 0.45, 0.6, 0.8].map((p) => Math.abs(recalibrated(fit, p) - bend(p))));
    expect(off(free)).toBeLessThan(0.12);
    expect(off(free)).toBeLessThan(off(bound));
  });
});

describe('every recalibration', () => {
  it('rises, so that the surer answer stays the surer one', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 60 }), (labels) => {
        for (const fit of [fitLogistic(labels), fitIsotonic(labels)]) {
          const values = PLACES.map((place) => recalibrated(fit, place));
          values.forEach((value, at) => {
            expect(value).toSatisfy(isProbability);
            if (at > 0) expect(value).toBeGreaterThan(values[at - 1] as number);
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a refit', () => {
  it('says how many reviews are missing, and keeps the shipped calibration until then', () => {
    const { recalibration, needed, shippedBecause } = refit(reviewed(OWN_FROM - 12, tooSure));
    expect([recalibration, needed]).toEqual([null, 12]);
    expect(shippedBecause).toContain('12 more');
  });
  it('does not start from customers’ thumbs alone', () => {
    const thumbs = reviewed(500, tooSure).map((each) => ({ ...each, weight: 0.25 }));
    expect(refit(thumbs, []).recalibration).toBeNull();
  });
  it('waits until there are wrong answers to learn from', () => {
    const { recalibration, shippedBecause } = refit(reviewed(200, () => 1));
    expect(recalibration).toBeNull();
    expect(shippedBecause).toContain('0 reviewed answers were wrong');
  });
  it('is used where it predicts reviews it has not seen better than the shipped one', () => {
    const seen = reviewed(400, tooSure);
    const { recalibration, logLoss: loss } = refit(seen);
    expect(recalibration).not.toBeNull();
    expect(loss?.own).toBeLessThan(loss?.shipped as number);
    const unseen = reviewed(5_000, tooSure, 99);
    const own = logLoss(unseen, ({ shipped }) => recalibrated(recalibration, shipped));
    expect(own).toBeLessThan(logLoss(unseen, ({ shipped }) => shipped));
  });
  it('keeps the shipped one where that is right already, or loses next to nothing by not', () => {
    const unseen = reviewed(20_000, asShipped, 5);
    const best = logLoss(unseen, ({ shipped }) => shipped);
    let kept = 0;
    for (let world = 1; world <= 40; world += 1) {
      const { recalibration } = refit(reviewed(150, asShipped, world * 31));
      if (recalibration === null) kept += 1;
      const own = logLoss(unseen, ({ shipped }) => recalibrated(recalibration, shipped));
      expect(own).toBeLessThan(best + 0.03);
    }
    expect(kept).toBeGreaterThan(20);
  });
  it('never splits a conversation between fitting and checking', () => {
    // Sixty copies of one mistaken conversation: by itself it would teach to call .9 wrong.
    const copies = Array.from({ length: 60 }, () => ({
      shipped: 0.9,
      right: false,
      weight: 1,
      group: 'cnv_one',
    }));
    const others = reviewed(60, asShipped);
    const { recalibration } = refit([...copies, ...others]);
    expect(recalibration).toBeNull();
  });
});

function isProbability(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < 1;
}
