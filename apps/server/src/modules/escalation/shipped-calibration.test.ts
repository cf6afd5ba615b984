import { describe, expect, it } from 'vitest';
import { shippedMeasurement } from './core/shipped-curve.ts';
import { shippedCalibration } from './shipped-calibration.ts';

const { id, curve } = shippedCalibration();

describe('the diagram that ships', () => {
  it('is of the calibrator that ships', () => {
    expect(curve.calibrator).toBe(id);
  });
  it('adds up', () => {
    expect(curve.bins.reduce((sum, { questions }) => sum + questions, 0)).toBe(curve.questions);
    expect(curve.bins.reduce((sum, { right }) => sum + right, 0)).toBe(curve.right);
    const rising = curve.answered.map((at) => at.right + at.missed + at.unanswerable);
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(curve.unanswerable).toBeGreaterThan(0.3 * curve.questions);
  });
  it('is shown like every other calibration', () => {
    const shown = shippedMeasurement(curve);
    expect(shown.curve).toHaveLength(20);
    expect(shown.bins).toHaveLength(10);
    expect(shown.ece.noise).toBeGreaterThan(0);
  });
});
