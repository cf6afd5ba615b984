import { describe, expect, it } from 'vitest';
import { shippedMeasurement } from './core/calibration/shipped-curve.ts';
import { shippedModels } from './models.ts';
import { calibrated, calibratorId } from './core/calibration/calibrator.ts';
import { shippedCalibrations } from './shipped-calibration.ts';

describe.each(shippedCalibrations())('the diagram that ships with $id', ({ id, curve }) => {
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

it('there is one for evidence that was read, and one for what search alone says', () => {
  const [read, bySearch] = shippedCalibrations();
  const models = shippedModels();
  expect(read.id).toBe(calibratorId(models.read.confidence));
  expect(bySearch?.id).toBe(calibratorId(models.bySearch.confidence));
  expect([read.isFor({ readFirst: 0.4 }), bySearch?.isFor({ readFirst: 0.4 })]).toEqual([
    true,
    false,
  ]);
  expect([read.isFor({}), bySearch?.isFor({})]).toEqual([false, true]);
});

it('each says of evidence what its own calibrator says', () => {
  const models = shippedModels();
  const evidence = { readFirst: 0.4, topScore: 0.9 };
  expect(shippedCalibrations().map((shipped) => shipped.confidenceOf(evidence))).toEqual([
    calibrated(models.read.confidence, evidence),
    calibrated(models.bySearch.confidence, evidence),
  ]);
  expect(shippedCalibrations()[0].confidenceOf(evidence)).toBeGreaterThan(0);
});
