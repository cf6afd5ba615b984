import { classNames } from './class-names.ts';

/** A grey stand-in with the measure of what is loading. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('block animate-pulse-soft rounded-sm bg-sunken', className)}
    />
  );
}
