/** The shell around apply-event: finds what is loaded, applies, and reloads what has a gap. */
import type {
  ConversationOpened,
  ConversationReviews,
  InboxEvent,
  InboxView,
  Session,
  SourceList,
} from '@baton/protocol';
import type { LiveConversationPage } from '@baton/replica';
import type { QueryClient } from '@tanstack/react-query';
import {
  applyToDetail,
  applyToDocuments,
  applyToList,
  applyToSession,
  applyToSources,
  type LiveDocumentPage,
} from './apply-event.ts';
import { applyToReviews } from './apply-review.ts';
import { recentEvents } from './recent-events.ts';

export function applyToCache(queryClient: QueryClient, event: InboxEvent, me: string) {
  recentEvents.heard(event);
  // An event of a newer server falls through: nothing here shows it yet.
  switch (event.type) {
    case 'conversation.changed':
      return applyConversation(queryClient, event, me);
    case 'conversation.removed':
      return removeConversation(queryClient, event, me);
    case 'document.changed':
    case 'document.removed':
      return applyDocument(queryClient, event);
    case 'source.changed':
    case 'source.removed':
      return applySource(queryClient, event);
    case 'decision.reviewed': {
      const { conversationId, aiAgentId } = event.reviews;
      queryClient.setQueryData<ConversationReviews>(
        ['reviews', conversationId],
        (known) => known && applyToReviews(known, event, conversationId),
      );
      // What marks come to takes the server a while: it is read again where it is opened next.
      void queryClient.invalidateQueries({
        queryKey: ['calibration', aiAgentId],
        refetchType: 'none',
      });
      return;
    }
    case 'teammate.changed':
      queryClient.setQueryData<Session>(
        ['session'],
        (session) => session && applyToSession(session, event),
      );
  }
}

function applyConversation(
  queryClient: QueryClient,
  event: Extract<InboxEvent, { type: 'conversation.changed' }>,
  me: string,
) {
  const lists = queryClient.getQueriesData<LiveConversationPage>({ queryKey: ['conversations'] });
  for (const [key, list] of lists) {
    const [, view, search] = key as [string, InboxView, string];
    if (list) queryClient.setQueryData(key, applyToList(list, event, view, search, me));
  }
  const detailKey = ['conversation', event.summary.id];
  const detail = queryClient.getQueryData<ConversationOpened>(detailKey);
  if (!detail) return;
  const next = applyToDetail(detail, event);
  if (next === 'gap') void queryClient.invalidateQueries({ queryKey: detailKey });
  else queryClient.setQueryData(detailKey, next);
}

function removeConversation(
  queryClient: QueryClient,
  event: Extract<InboxEvent, { type: 'conversation.removed' }>,
  me: string,
) {
  const lists = queryClient.getQueriesData<LiveConversationPage>({ queryKey: ['conversations'] });
  for (const [key, list] of lists) {
    const [, view, search] = key as [string, InboxView, string];
    if (list) queryClient.setQueryData(key, applyToList(list, event, view, search, me));
  }
  const id = event.conversationId;
  // Nothing of it stays in memory; where it is open, the screen says that it is gone.
  void queryClient.resetQueries({ queryKey: ['conversation', id] });
  queryClient.removeQueries({ queryKey: ['reviews', id] });
}

function applySource(
  queryClient: QueryClient,
  event: Extract<InboxEvent, { type: 'source.changed' | 'source.removed' }>,
) {
  for (const [key, list] of queryClient.getQueriesData<SourceList>({ queryKey: ['sources'] })) {
    if (list) queryClient.setQueryData(key, applyToSources(list, event, String(key[1])));
  }
  // A large website takes its documents along without a word about each.
  if (event.type === 'source.removed')
    void queryClient.invalidateQueries({ queryKey: ['documents'] });
  // While it is read its pages are asked for again and again; this is the last time.
  else if (event.source.state !== 'reading')
    void queryClient.invalidateQueries({ queryKey: ['source-pages', event.source.id] });
}

function applyDocument(
  queryClient: QueryClient,
  event: Extract<InboxEvent, { type: 'document.changed' | 'document.removed' }>,
) {
  const pages = queryClient.getQueriesData<LiveDocumentPage>({ queryKey: ['documents'] });
  for (const [key, page] of pages) {
    const [, aiAgentId, search, sourceId] = key as [string, string, string, string | null];
    if (page) {
      queryClient.setQueryData(key, applyToDocuments(page, event, aiAgentId, search, sourceId));
    }
  }
  const id = event.type === 'document.changed' ? event.document.id : event.documentId;
  void queryClient.invalidateQueries({ queryKey: ['document', id] });
}
