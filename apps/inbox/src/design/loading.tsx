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
  return (
    <div
      role="status"
      aria-label={what === undefined ? 'Loading' : `Loading ${what}`}
      className={classNames('flex flex-col', gap)}
    >
      {blocks.map((measure, at) => (
        <Skeleton key={`${at} ${measure}`} className={classNames('w-full', measure)} />
      ))}
    </div>
  );
}
