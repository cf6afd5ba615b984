import { classNames } from './class-names.ts';
import { Skeleton } from './skeleton.tsx';

/** What is loading, one stand-in below the other, each with the measure of what comes. */
export function Loading({
  what,
  blocks,
  gap = 'gap-5',
}: {
  /** "the actions": spoken, not shown. */
  what?: string;
  /** Class names of each, in order. */
  blocks: readonly string[];
  gap?: string;
}) {
  // Two may be alike; what stands where never changes.
  const standIns = blocks.map((measure, place) => ({ key: `${place} ${measure}`, measure }));
  return (
    <div
      role="status"
      aria-label={what === undefined ? 'Loading' : `Loading ${what}`}
      className={classNames('flex flex-col', gap)}
    >
      {standIns.map(({ key, measure }) => (
        <Skeleton key={key} className={classNames('w-full', measure)} />
      ))}
    </div>
  );
}
