import type { CalibrationView } from '@baton/protocol';
import { Progress } from '../design/progress.tsx';

/** How far it is to a calibration of one's own, or that there is one. */
export function ReviewProgress({
  view: { reviewed, needed, source },
  said,
}: {
  view: CalibrationView;
  /** Marked since `view` was read. */
  said: number;
}) {
  const total = reviewed.total + said;
  const goal = reviewed.total + needed;
  if (needed <= said) {
    return (
      <p className="text-small text-ink-soft tabular-nums">
        {total.toLocaleString('en')} reviewed, {(reviewed.random + said).toLocaleString('en')} of
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
          {total} of {goal}
        </strong>{' '}
        for your first own calibration
      </p>
      <Progress value={total} max={goal} label="Reviews for your first own calibration" />
    </div>
  );
}
