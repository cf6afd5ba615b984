import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReplayFilter, readChanges } from '../../api/policies.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Loading } from '../../design/loading.tsx';
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
    return <NotLoaded query={changes} />;
  }
  if (changes.isPending) {
    const blocks = ['h-20 rounded-lg', 'h-20 rounded-lg', 'h-20 rounded-lg'];
    return <Loading what="the changes" blocks={blocks} gap="gap-3" />;
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
