import { timeOfDay, wholeMoment } from '../../app/times.ts';
import { classNames } from '../../design/class-names.ts';

/** When something happened: the time of day, and all of it where one lingers. */
export function Moment({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} title={wholeMoment(at)} className={classNames('tabular-nums', className)}>
      {timeOfDay(at)}
    </time>
  );
}
