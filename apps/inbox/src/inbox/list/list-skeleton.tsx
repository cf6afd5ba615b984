import { Skeleton } from '../../design/skeleton.tsx';

const rows = ['w-28', 'w-36', 'w-24', 'w-32', 'w-28', 'w-40'];

/** Rows to come, in their own measure. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading conversations">
      {rows.map((width, index) => (
        <div
          key={`${width}-${String(index)}`}
          className="flex h-22 gap-3 border-b border-line px-4 py-3"
        >
          <Skeleton className="size-8 rounded-full" />
          <div className="flex flex-1 flex-col gap-2 pt-1">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-3 w-full" />
            <Skeleton className="h-4 w-24" />
          </div>
        </div>
      ))}
    </div>
  );
}
