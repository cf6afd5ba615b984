import { Skeleton } from '../../design/skeleton.tsx';
import { BackToList } from './back-to-list.tsx';

export function ConversationSkeleton() {
  return (
    <div role="status" aria-label="Loading the conversation" className="flex flex-1 flex-col">
      <div className="flex h-14 items-center gap-3 border-b border-line px-4 max-md:px-2">
        <BackToList />
        <Skeleton className="size-8 rounded-full" />
        <div className="flex flex-col gap-1.5">
          <Skeleton className="h-3 w-32" />
          <Skeleton className="h-2.5 w-24" />
        </div>
      </div>
      <div className="mx-auto flex w-full max-w-180 flex-1 flex-col gap-4 p-6">
        <Skeleton className="h-14 w-2/3 rounded-lg" />
        <Skeleton className="h-20 w-2/3 self-end rounded-lg" />
        <Skeleton className="h-10 w-1/2 rounded-lg" />
      </div>
    </div>
  );
}
