import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aurc, brier, coverageAtRisk, eAurc, ece } from './risk-metrics.ts';

const at = (confidence: number, ok: boolean) => ({ confidence, ok });
const anyAnswers = fc.array(
  fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), ok: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
);

describe('risk over coverage', () => {
  it('AURC is the mean risk of every prefix', () => {
    // Risks 0, 1/2, 1/3.
    expect(aurc([at(0.9, true), at(0.8, false), at(0.7, true)])).toBeCloseTo(
      (0 + 1 / 2 + 1 / 3) / 3,
    );
  });
  it('E-AURC is 0 for a perfect order and never negative', () => {
    expect(eAurc([at(0.9, true), at(0.8, true), at(0.1, false)])).toBeCloseTo(0);
    fc.assert(fc.property(anyAnswers, (items) => eAurc(items) >= -1e-9));
  });
  it('equal confidences give no credit for a lucky order', () => {
    const lucky = [at(0.5, true), at(0.5, false)];
    expect(coverageAtRisk(lucky, 0.1)).toBe(0);
    expect(aurc(lucky)).toBeCloseTo(aurc([...lucky].reverse()));
  });
  it('coverage at a risk is the largest share that keeps it, even beyond an early mistake', () => {
    const items = [
      at(0.99, false),
      ...Array.from({ length: 19 }, (_, i) => at(0.9 - i / 100, true)),
    ];
    expect(coverageAtRisk(items, 0.05)).toBe(1);
    expect(coverageAtRisk(items, 0.01)).toBe(0);
  });
  it('grows with the risk allowed', () => {
    fc.assert(
      fc.property(anyAnswers, (items) => coverageAtRisk(items, 0.1) <= coverageAtRisk(items, 0.3)),
    );
  });
});

describe('calibration', () => {
  it('is 0 when 80 % means right 80 times in 100, and counts the gap otherwise', () => {
    const exact = Array.from({ length: 150 }, (_, i) => at(0.8, i % 5 !== 0));
    expect(ece(exact)).toBeCloseTo(0);
    expect(ece(exact.map((each) => ({ ...each, confidence: 0.6 })))).toBeCloseTo(0.2);
  });
  it('Brier is the mean squared distance from the truth', () => {
    expect(brier([at(1, true), at(0.5, false)])).toBeCloseTo(0.125);
  });
});
