import type { KnowledgeSource, SourcePageState } from '@baton/protocol';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sourcePagesQuery } from '../../api/sources.ts';
import { NotLoaded } from '../../app/not-loaded.tsx';
import { Button } from '../../design/button.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { SearchBox } from '../search-box.tsx';
import { PageFilter } from './page-filter.tsx';
import { PageRows } from './page-rows.tsx';

/** A website's pages and what became of each: by state, by words. */
export function PagesPanel({ source }: { source: KnowledgeSource }) {
  const [state, setState] = useState<SourcePageState | null>(null);
  const [search, setSearch] = useState('');
  const list = useInfiniteQuery({
    ...sourcePagesQuery(source.id, state, search, source.state === 'reading'),
    placeholderData: keepPreviousData,
  });
  const pages = list.data?.pages.flatMap((one) => one.pages) ?? [];
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <PageFilter progress={source.progress} state={state} onState={setState} />
        <div className="min-w-52 flex-1">
          <SearchBox label="Search pages" search={search} onSearch={setSearch} />
        </div>
      </div>
      {list.isError && !list.data ? (
        <NotLoaded query={list} />
      ) : list.isPending ? (
        <PagesSkeleton />
      ) : pages.length === 0 ? (
        <p className="py-10 text-center text-ink-soft">{nothing(source, state, search)}</p>
      ) : (
        <PageRows pages={pages} website={source.url} />
      )}
      {list.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}

function nothing(source: KnowledgeSource, state: SourcePageState | null, search: string): string {
  if (search !== '') return `No page fits “${search}”.`;
  if (state === 'failed') return 'Every page could be read.';
  if (state !== null) return 'No pages of this kind.';
  return source.state === 'reading' ? 'Looking for the first pages…' : 'No pages yet.';
}

function PagesSkeleton() {
  return (
    <div role="status" aria-label="Loading the pages">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="flex h-14 items-center gap-3 border-b border-line">
          <Skeleton className="size-4 rounded-full" />
          <Skeleton className="h-3 w-1/2" />
        </div>
      ))}
    </div>
  );
}
