import type { MeasuredCalibration } from '@baton/protocol';
import { ReliabilityFigure } from './reliability-figure.tsx';
import { RiskFigure } from './risk-figure.tsx';

/** The two plots behind a line, side by side. They load with uPlot, on use. */
export function Figures({
  measured,
  answerAt,
}: {
  measured: MeasuredCalibration;
  answerAt: number;
}) {
  return (
    <div className="grid gap-x-8 gap-y-10 xl:grid-cols-2">
      <RiskFigure curve={measured.curve} answerAt={answerAt} />
      <ReliabilityFigure measured={measured} />
    </div>
  );
}
