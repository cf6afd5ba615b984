/** What a line to answer from comes to, read off a measured curve, in words. Pure. */
import type { CalibrationView, MeasuredCalibration, RiskCoveragePoint } from '@baton/protocol';

/** The measured point nearest to a threshold; null where nothing is measured. */
export function pointAt(
  curve: readonly RiskCoveragePoint[],
  threshold: number,
): RiskCoveragePoint | null {
  return curve.reduce<RiskCoveragePoint | null>((nearest, point) => {
    if (nearest === null) return point;
    const closer = Math.abs(point.threshold - threshold) < Math.abs(nearest.threshold - threshold);
    return closer ? point : nearest;
  }, null);
}

/** Whose questions the curves are drawn from. */
export type Basis = 'own' | 'shipped';

export const basisOf = ({ own }: CalibrationView): Basis => (own === null ? 'shipped' : 'own');

export const measuredOf = (view: CalibrationView, basis: Basis): MeasuredCalibration =>
  basis === 'own' && view.own !== null ? view.own : view.shipped;

/** "61%"; a share that was measured may well be 0 or 100. */
export const share = (value: number): string => {
  if (value > 0 && value < 0.005) return 'under 1%';
  if (value < 1 && value > 0.995) return 'over 99%';
  return `${Math.round(value * 100)}%`;
};

/** "2–7%" */
export function interval({ low, high }: { low: number; high: number }): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}%`;
}

/** "Answers about 61% of questions, about 4% of those wrong (95% interval 2–7%), from 312 reviewed." */
export function statement(point: RiskCoveragePoint, from: string): string {
  if (point.wrong === null) return 'From here on it would answer nothing at all.';
  return `Answers about ${share(point.coverage)} of questions, about ${share(point.wrong.share)} of those wrong (95% interval ${interval(point.wrong)}), from ${from}.`;
}

/** "312 reviewed", or what stands in for them. */
export function basisInWords(
  view: CalibrationView,
  basis: Basis,
  point: RiskCoveragePoint,
): string {
  return basis === 'own'
    ? `${point.reviewed.toLocaleString('en')} reviewed answers of your own`
    : `${view.shipped.questions.toLocaleString('en')} questions of ${view.shipped.helpCentres} open help centres, measured before shipping`;
}
