import type { CalibrationView } from '@baton/protocol';
import { Progress } from '../design/progress.tsx';

/** How far it is to a calibration of one's own, or that there is one. */
export function ReviewProgress({ view: { reviewed, needed, source } }: { view: CalibrationView }) {
  const goal = reviewed.total + needed;
  if (needed === 0) {
    return (
      <p className="text-small text-ink-soft tabular-nums">
        {reviewed.total.toLocaleString('en')} reviewed, {reviewed.random.toLocaleString('en')} of
        them drawn at random.{' '}
        {source === 'own'
          ? 'Confidence is fitted to them; each further one makes it surer.'
          : 'Each further one makes the measures surer.'}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-small text-ink-soft tabular-nums">
        <strong className="font-semibold text-ink">
          {reviewed.total} of {goal}
        </strong>{' '}
        for your first own calibration
      </p>
      <Progress value={reviewed.total} max={goal} label="Reviews for your first own calibration" />
    </div>
  );
}
