import type { RiskCoveragePoint } from '@baton/protocol';
import { useCallback, useMemo, useState } from 'react';
import { percent } from '../inbox/words.ts';
import { Figure } from './figure.tsx';
import { interval, pointAt, share } from './meaning.ts';
import { type Pen, Plot } from './plot.tsx';

/** What answering more costs in wrong answers, and where the chosen line lies on the way. */
export function RiskFigure({
  curve,
  answerAt,
}: {
  curve: readonly RiskCoveragePoint[];
  answerAt: number;
}) {
  const [at, setAt] = useState<number | null>(null);
  const drawn = useMemo(
    () =>
      curve
        .filter((point): point is Drawn => point.wrong !== null)
        .toSorted((a, b) => a.coverage - b.coverage),
    [curve],
  );
  const points = useMemo(
    () => drawn.map(({ coverage, wrong }) => ({ x: coverage, y: wrong.share })),
    [drawn],
  );
  const chosen = pointAt(drawn, answerAt);
  const yMax = useMemo(() => {
    const most = Math.max(0.1, ...drawn.map(({ wrong }) => wrong.share * 1.25));
    return Math.min(1, Math.ceil(most * 20) / 20);
  }, [drawn]);
  const draw = useCallback(
    (pen: Pen) => {
      band(pen, drawn, yMax);
      if (chosen?.wrong) spot(pen, chosen.coverage, chosen.wrong.share);
    },
    [drawn, chosen, yMax],
  );
  const shown = at === null ? chosen : (drawn[at] ?? null);
  return (
    <Figure
      title="What answering more costs"
      lead="To the right it answers more of the questions; upwards, more of its answers are wrong."
      plot={
        <Plot
          points={points}
          yMax={yMax}
          xTitle="Questions answered"
          yTitle="Answers wrong"
          draw={draw}
          onPoint={setAt}
        />
      }
      caption={
        shown?.wrong
          ? `${at === null ? 'Your line' : 'Here'}, from ${percent(shown.threshold)} sure: ${share(shown.coverage)} answered, ${share(shown.wrong.share)} of those wrong (95% interval ${interval(shown.wrong)})`
          : 'The shaded band is the 95% interval.'
      }
      table={{
        head: ['From', 'Answered', 'Wrong', '95% interval'],
        rows: drawn.map(({ threshold, coverage, wrong }) => [
          percent(threshold),
          share(coverage),
          share(wrong.share),
          interval(wrong),
        ]),
        ...(chosen ? { marked: drawn.indexOf(chosen as Drawn) } : {}),
      }}
    />
  );
}

type Drawn = RiskCoveragePoint & { wrong: NonNullable<RiskCoveragePoint['wrong']> };

function band({ context, x, y, unit, colour }: Pen, drawn: readonly Drawn[], yMax: number) {
  const inside = (value: number) => y(Math.min(value, yMax));
  context.fillStyle = colour('accent');
  context.globalAlpha = 0.14;
  context.beginPath();
  for (const { coverage, wrong } of drawn) context.lineTo(x(coverage), inside(wrong.high));
  for (const { coverage, wrong } of drawn.toReversed()) {
    context.lineTo(x(coverage), inside(wrong.low));
  }
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = colour('accent');
  context.lineWidth = 2 * unit;
  context.lineJoin = 'round';
  context.beginPath();
  for (const { coverage, wrong } of drawn) context.lineTo(x(coverage), inside(wrong.share));
  context.stroke();
}

function spot({ context, x, y, unit, colour }: Pen, coverage: number, wrong: number) {
  const [left, top, bottom, start] = [x(coverage), y(wrong), y(0), x(0)];
  context.strokeStyle = colour('ink-faint');
  context.lineWidth = unit;
  context.setLineDash([3 * unit, 3 * unit]);
  context.beginPath();
  context.moveTo(start, top);
  context.lineTo(left, top);
  context.lineTo(left, bottom);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(left, top, 6 * unit, 0, 2 * Math.PI);
  context.fillStyle = colour('accent');
  context.fill();
  context.strokeStyle = colour('surface');
  context.lineWidth = 2 * unit;
  context.stroke();
}
