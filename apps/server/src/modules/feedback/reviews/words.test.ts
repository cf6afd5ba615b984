import { describe, expect, it } from 'vitest';
import {
  budgetStatement,
  calibrationStatement,
  notEnoughStatement,
  samplingCaveat,
} from './words.ts';

describe('what the numbers say', () => {
  it('a threshold: how many are answered, how many of those wrong, and how sure that is', () => {
    const wrong = { share: 0.041, low: 0.02, high: 0.071 };
    const point = { threshold: 0.6, coverage: 0.613, wrong, reviewed: 190 };
    expect(calibrationStatement(point, 312)).toBe(
      'Answers about 61 % of questions, about 4 % of those wrong (95 % interval 2–7 %), from 312 reviewed.',
    );
  });
  it('too few reviews: how many are missing', () => {
    expect(notEnoughStatement(0.5, 38)).toContain('38 more reviews');
    expect(notEnoughStatement(null, 1)).toContain('1 more review and');
  });
  it('nothing asked yet', () => {
    expect(calibrationStatement(null, 0)).toBe('Nobody has asked anything yet.');
  });
  it('marks that are no fair sample', () => {
    expect(samplingCaveat(false, 90, 4)).toContain('4 of these reviews were drawn at random');
    expect(samplingCaveat(true, 90, 40)).toBeNull();
    expect(samplingCaveat(false, 0, 0)).toBeNull();
  });
  const budget = {
    risk: 0.05,
    certainty: 0.9,
    stress: 0.3,
    coverage: 0.42,
    bound: 0.047,
    answered: 180,
    wrong: 3,
    reviewed: 400,
    needed: 0,
  };
  it('a budget that is kept: from which line, how surely, by what evidence', () => {
    const said = budgetStatement({ ...budget, answerAt: 0.81, source: 'own' });
    expect(said).toContain('from 81 % on keeps at most 5 % wrong, with 90 % certainty');
    expect(said).toContain('3 of 180 such answers were wrong, so at most 4.7 %');
  });
  it('a budget that cannot be kept, and whose fault that is', () => {
    expect(budgetStatement({ ...budget, answerAt: null, source: 'own' })).toContain(
      'your reviews show more wrong answers',
    );
    expect(budgetStatement({ ...budget, answerAt: null, source: null, needed: 120 })).toContain(
      'About 120 more random reviews',
    );
  });
});
