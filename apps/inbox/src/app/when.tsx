import { shortMoment, wholeMoment } from './times.ts';
import { useNow } from './now.ts';

/** A moment, short, with the whole of it on hover. */
export function When({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={wholeMoment(at)} className={className}>
      {shortMoment(at, now)}
    </time>
  );
}
