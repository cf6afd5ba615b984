/** Conversations: lists, one in full, and the record of a decision. */
import type {
  ConversationOpened,
  ConversationPage,
  DecisionView,
  InboxCounts,
  InboxView,
  TagList,
} from '@baton/protocol';
import type { LiveConversationPage } from '@baton/replica';
import { queryOptions } from '@tanstack/react-query';
import { applyToDetail, applyToList } from '../live/apply-event.ts';
import { isTooOld } from '../live/cursor.ts';
import { recentEvents } from '../live/recent-events.ts';
import { createStore } from '../app/store.ts';
import { queryString, request } from './request.ts';

/** Badges: from whichever came last, a page or a live frame. */
export const counts = createStore<InboxCounts | null>(null);

export const readPage = (
  view: InboxView,
  search: string,
  page: string | null,
  signal?: AbortSignal,
) =>
  request<ConversationPage>(
    'GET',
    `/api/conversations${queryString({ view, page, q: search })}`,
    undefined,
    signal,
  );

/** A list as shown: every page loaded so far, as one. `search` is empty for the plain view. */
export const listQuery = (view: InboxView, search: string, me: string) =>
  queryOptions({
    queryKey: ['conversations', view, search] as const,
    queryFn: async ({ signal, client, queryKey }) => {
      // A refresh reads as much as was shown, so that it takes nothing away.
      const shown = client.getQueryData<LiveConversationPage>(queryKey)?.conversations.length ?? 0;
      const list = await recentEvents.readUpToNow(
        () => inTime(() => readList(view, search, shown, signal)),
        (answer, event) => applyToList(answer, event, view, search, me),
      );
      counts.set(list.counts);
      return list;
    },
    staleTime: search === '' ? Number.POSITIVE_INFINITY : 10_000,
  });

async function readList(
  view: InboxView,
  search: string,
  atLeast: number,
  signal: AbortSignal,
): Promise<LiveConversationPage> {
  let list: LiveConversationPage = await readPage(view, search, null, signal);
  while (list.nextPage !== null && list.conversations.length < atLeast) {
    // Each page begins where the last one ended.
    list = append(list, await readPage(view, search, list.nextPage, signal));
  }
  return list;
}

/** The list with its next page. What moved between the two requests is in it once. */
export function append(list: LiveConversationPage, next: ConversationPage): LiveConversationPage {
  const known = new Set<string>(list.conversations.map(({ id }) => id));
  const added = next.conversations.filter(
    ({ id, version }) => !known.has(id) && (list.departed?.[id] ?? 0) < version,
  );
  return {
    ...list,
    conversations: [...list.conversations, ...added],
    nextPage: next.nextPage,
  };
}

export const detailQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id] as const,
    queryFn: ({ signal }) =>
      recentEvents.readUpToNow(
        () =>
          inTime(() =>
            request<ConversationOpened>('GET', `/api/conversations/${id}`, undefined, signal),
          ),
        applyToDetail,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Reads again when the answer was made before the live connection began to listen. */
async function inTime<Answer extends { cursor: string }>(
  read: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await read();
  return isTooOld(answer.cursor) ? read() : answer;
}

export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id],
    queryFn: ({ signal }) =>
      request<DecisionView>('GET', `/api/decisions/${id}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: ({ signal }) => request<TagList>('GET', '/api/tags', undefined, signal),
  staleTime: 60_000,
});
