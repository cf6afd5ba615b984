import { useQuery } from '@tanstack/react-query';
import { sourcesQuery } from '../../api/sources.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { SourceRows } from './source-rows.tsx';

/** The sources of an AI agent. Those without a document, and without a website to read, are not shown. */
export function SourceList({ aiAgentId, mayManage }: { aiAgentId: string; mayManage: boolean }) {
  const list = useQuery(sourcesQuery(aiAgentId));
  if (list.isPending) return <SourcesSkeleton />;
  if (list.isError && !list.data) {
    return <NotLoaded query={list} />;
  }
  const sources = list.data.sources.filter(
    ({ kind, documentCount, failedCount }) => kind === 'website' || documentCount + failedCount > 0,
  );
  return <SourceRows sources={sources} mayManage={mayManage} />;
}

function SourcesSkeleton() {
  return (
    <div role="status" aria-label="Loading the sources" className="-mt-3">
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="flex h-16 items-center gap-3 border-b border-line">
          <Skeleton className="size-9 rounded-md" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
