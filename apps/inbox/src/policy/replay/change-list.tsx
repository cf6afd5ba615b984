import { useInfiniteQuery } from '@tanstack/react-query';
import { readChanges, type ReplayFilter } from '../../api/policies.ts';
import { inWords } from '../../api/request.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { ChangeRow } from './change-row.tsx';

/** Decision by decision, what would change. */
export function ChangeList({ id, filter }: { id: string; filter: ReplayFilter }) {
  const changes = useInfiniteQuery({
    queryKey: ['replay-changes', id, filter],
    queryFn: ({ pageParam, signal }) => readChanges(id, filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextPage }) => nextPage,
    staleTime: 'static',
  });
  if (changes.isError) {
    return (
      <Notice
        kind="danger"
        action={
          <Button size="small" onClick={() => void changes.refetch()}>
            Try again
          </Button>
        }
      >
        {inWords(changes.error)}
      </Notice>
    );
  }
  if (changes.isPending) {
    return (
      <div role="status" aria-label="Loading the changes" className="flex flex-col gap-3">
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} className="h-20 w-full rounded-lg" />
        ))}
      </div>
    );
  }
  const all = changes.data.pages.flatMap((page) => page.changes);
  return (
    <section aria-label="Decisions that would change">
      <h2 className="mb-2 text-small font-semibold text-ink-soft">Decision by decision</h2>
      <Card className="overflow-hidden">
        <ul>
          {all.map((change, index) => (
            <ChangeRow
              key={change.decisionId ?? `${change.transcript ?? ''}-${index}`}
              change={change}
            />
          ))}
        </ul>
      </Card>
      {changes.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button busy={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}
