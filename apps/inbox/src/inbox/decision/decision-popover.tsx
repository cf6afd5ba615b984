import type { DecisionSummary } from '@baton/protocol';
import { lazy, type ReactElement, type RefObject, Suspense } from 'react';
import { Popover } from '../../design/popover.tsx';
import { Skeleton } from '../../design/skeleton.tsx';

const DecisionWhy = lazy(async () => ({
  default: (await import('./decision-why.tsx')).DecisionWhy,
}));

/** "Why?", beside whatever asks it. The reasons load when somebody wants them. */
export function DecisionPopover({
  decision,
  trigger,
  side = 'bottom',
  align = 'end',
  beside,
}: {
  decision: DecisionSummary;
  trigger: ReactElement;
  side?: 'bottom' | 'left';
  align?: 'start' | 'end';
  /** What is explained, so that it stays in sight. */
  beside?: RefObject<HTMLElement | null>;
}) {
  return (
    <Popover
      label="Why the AI did this"
      side={side}
      align={align}
      {...(beside ? { beside } : {})}
      className="w-100"
      trigger={trigger}
    >
      <Suspense
        fallback={
          <div className="flex flex-col gap-2 p-4">
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        }
      >
        <DecisionWhy decision={decision} />
      </Suspense>
    </Popover>
  );
}
