import type { MeasuredCalibration } from '@baton/protocol';
import { useCallback, useMemo, useState } from 'react';
import { counted } from '../policy/policy-words.ts';
import { Figure } from './figure.tsx';
import { interval, share } from './meaning.ts';
import { type Pen, Plot } from './plot.tsx';

/** How often answers of each confidence were right: on the diagonal, confidence keeps its word. */
export function ReliabilityFigure({ measured }: { measured: MeasuredCalibration }) {
  const { bins, ece } = measured;
  const [at, setAt] = useState<number | null>(null);
  const points = useMemo(
    () => bins.map(({ confidence, right }) => ({ x: confidence, y: right.share })),
    [bins],
  );
  const draw = useCallback(
    (pen: Pen) => {
      diagonal(pen);
      const most = Math.max(1, ...bins.map(({ questions }) => questions));
      for (const bin of bins) mark(pen, bin, most);
    },
    [bins],
  );
  const bin = at === null ? undefined : bins[at];
  const good = ece.value <= ece.noise;
  return (
    <Figure
      title="Does its confidence keep its word?"
      lead={`On average ${share(ece.value)} off; ${good ? 'no more than chance makes of' : `chance alone would make ${share(ece.noise)} of`} ${counted(measured.questions, 'question')}.`}
      plot={
        <Plot
          points={points}
          xTitle="It said it was this sure"
          yTitle="Right"
          draw={draw}
          onPoint={setAt}
        />
      }
      caption={
        bin
          ? `About ${share(bin.confidence)} sure: ${share(bin.right.share)} right (95% interval ${interval(bin.right)}), ${counted(bin.questions, 'question')}`
          : 'Each dot is a group of answers, its bar the 95% interval. On the dashed line, 80% sure is right 80 times in 100.'
      }
      table={{
        head: ['Sure', 'Right', '95% interval', 'Questions'],
        rows: bins.map(({ from, to, right, questions }) => [
          `${Math.round(from * 100)}–${Math.round(to * 100)}%`,
          share(right.share),
          interval(right),
          questions.toLocaleString('en'),
        ]),
      }}
    />
  );
}

function diagonal({ context, x, y, unit, colour }: Pen) {
  context.setLineDash([4 * unit, 4 * unit]);
  context.lineWidth = unit;
  context.strokeStyle = colour('ink-faint');
  context.beginPath();
  context.moveTo(x(0), y(0));
  context.lineTo(x(1), y(1));
  context.stroke();
  context.setLineDash([]);
}

function mark(
  { context, x, y, unit, colour }: Pen,
  { confidence, right, questions }: MeasuredCalibration['bins'][number],
  most: number,
) {
  const left = x(confidence);
  context.lineWidth = 1.5 * unit;
  context.strokeStyle = colour('accent');
  context.fillStyle = colour('accent');
  context.globalAlpha = 0.55;
  context.beginPath();
  context.moveTo(left, y(right.low));
  context.lineTo(left, y(right.high));
  context.stroke();
  context.globalAlpha = 1;
  context.beginPath();
  // The area tells how many questions it stands for.
  const radius = (2.5 + 3.5 * Math.sqrt(questions / most)) * unit;
  context.arc(left, y(right.share), radius, 0, 2 * Math.PI);
  context.fill();
}
