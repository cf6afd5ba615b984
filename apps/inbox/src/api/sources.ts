/** Where documents come from: websites that are read again and again, and a source each for the rest. */
import type {
  AddSourceRequest,
  ChangeSourceRequest,
  SourceList,
  SourcePageList,
  SourcePageState,
  SourceView,
} from '@baton/protocol';
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { applyToSources } from '../live/apply-event.ts';
import { recentEvents } from '../live/recent-events.ts';
import { queryString, request } from './request.ts';

export const sourcesQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['sources', aiAgentId] as const,
    queryFn: ({ signal }) =>
      recentEvents.readUpToNow<SourceList>(
        () => request('GET', `/api/ai-agents/${aiAgentId}/sources`, undefined, signal),
        (list, event) => applyToSources(list, event, aiAgentId),
      ),
    staleTime: 30_000,
  });

/** What became of a website's pages. Read again every few seconds while the website is read. */
export const sourcePagesQuery = (
  sourceId: string,
  state: SourcePageState | null,
  search: string,
  reading: boolean,
) =>
  infiniteQueryOptions({
    queryKey: ['source-pages', sourceId, state, search] as const,
    queryFn: ({ pageParam, signal }) =>
      request<SourcePageList>(
        'GET',
        `/api/sources/${sourceId}/pages${queryString({ state, q: search, page: pageParam })}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextPage }) => nextPage,
    refetchInterval: reading ? 3_000 : false,
  });

/** A first handful of pages, whatever became of them: to show patterns on. */
export const someSourcePages = (sourceId: string) =>
  queryOptions({
    queryKey: ['some-source-pages', sourceId] as const,
    queryFn: ({ signal }) =>
      request<SourcePageList>('GET', `/api/sources/${sourceId}/pages`, undefined, signal),
    staleTime: 60_000,
  });

const addSource = (aiAgentId: string, body: AddSourceRequest) =>
  request<SourceView>('POST', `/api/ai-agents/${aiAgentId}/sources`, body);
const changeSource = (id: string, body: ChangeSourceRequest) =>
  request<SourceView>('PATCH', `/api/sources/${id}`, body);
const readSource = (id: string) => request<SourceView>('POST', `/api/sources/${id}/read`, {});
const stopSource = (id: string) => request<SourceView>('POST', `/api/sources/${id}/stop`, {});

/** Everything that is done to sources; each answer is shown at once, the feed may be slower. */
export function useSourceActions(aiAgentId: string) {
  const queryClient = useQueryClient();
  const { queryKey } = sourcesQuery(aiAgentId);
  const shown = async (answer: Promise<SourceView>) => {
    const { source } = await answer;
    queryClient.setQueryData<SourceList>(
      queryKey,
      (list) => list && applyToSources(list, { type: 'source.changed', source }, aiAgentId),
    );
    return source;
  };
  return {
    add: (body: AddSourceRequest) => shown(addSource(aiAgentId, body)),
    change: (id: string, body: ChangeSourceRequest) => shown(changeSource(id, body)),
    read: (id: string) => shown(readSource(id)),
    stop: (id: string) => shown(stopSource(id)),
    async remove(id: string) {
      await request<void>('DELETE', `/api/sources/${id}`);
      queryClient.setQueryData<SourceList>(
        queryKey,
        (list) => list && { sources: list.sources.filter((one) => one.id !== id) },
      );
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
    },
  };
}
