/**
 * One live event, applied to each kind of thing the inbox has loaded. Pure; the same object comes
 * back when nothing in it changed. Late and repeated events are harmless: versions (or moments of
 * change) decide.
 */
import type {
  ConversationOpened,
  DocumentPage,
  InboxEvent,
  InboxView,
  KnowledgeDocument,
  Session,
  SourceList,
} from '@baton/protocol';
import {
  applyConversationChanged,
  applyToPage,
  type LiveConversationPage,
  removeFromPage,
} from '@baton/replica';

export function applyToDetail(
  detail: ConversationOpened,
  event: InboxEvent,
): ConversationOpened | 'gap' {
  // Read again, it is not there any more.
  if (event.type === 'conversation.removed' && event.conversationId === detail.summary.id)
    return 'gap';
  if (event.type !== 'conversation.changed' || event.summary.id !== detail.summary.id)
    return detail;
  return applyConversationChanged(detail, event);
}

/** A search keeps what it found and keeps it fresh; only a plain view lets conversations in and out. */
export function applyToList(
  list: LiveConversationPage,
  event: InboxEvent,
  view: InboxView,
  search: string,
  me: string,
): LiveConversationPage {
  if (event.type === 'conversation.removed') return removeFromPage(list, event.conversationId);
  if (event.type !== 'conversation.changed') return list;
  if (search === '') return applyToPage(list, event, view, me);
  const { summary } = event;
  const isOlder = ({ id, version }: { id: string; version: number }) =>
    id === summary.id && version < summary.version;
  if (!list.conversations.some(isOlder)) return list;
  return {
    ...list,
    conversations: list.conversations.map((one) => (isOlder(one) ? summary : one)),
  };
}

/** Documents as shown: every page loaded so far, as one. */
export type LiveDocumentPage = DocumentPage & { readonly removed?: readonly string[] };

export function applyToDocuments(
  page: LiveDocumentPage,
  event: InboxEvent,
  aiAgentId: string,
  search: string,
  sourceId: string | null = null,
): LiveDocumentPage {
  if (event.type === 'document.removed') {
    const gone = page.documents.find(({ id }) => id === event.documentId);
    if (!gone) return page;
    return {
      ...page,
      documents: page.documents.filter((one) => one !== gone),
      totals: changeTotals(page.totals, gone, null),
      removed: [...(page.removed ?? []), gone.id],
    };
  }
  if (event.type !== 'document.changed') return page;
  const { document } = event;
  if (document.aiAgentId !== aiAgentId || page.removed?.includes(document.id)) return page;
  if (sourceId !== null && document.sourceId !== sourceId) return page;
  const known = page.documents.find(({ id }) => id === document.id);
  if (known && known.updatedAt > document.updatedAt) return page;
  if (!known && search !== '') return page;
  // A document older than the last one loaded belongs to a page that is not here yet.
  const last = page.documents.at(-1);
  if (!known && page.nextPage !== null && last && document.createdAt < last.createdAt) return page;
  return {
    ...page,
    documents: known
      ? page.documents.map((one) => (one === known ? document : one))
      : [document, ...page.documents],
    totals: changeTotals(page.totals, known ?? null, document),
  };
}

/** What is no longer answered from does not count. */
const counted = (one: KnowledgeDocument | null, of: (document: KnowledgeDocument) => number) =>
  one && !one.retiredAt ? of(one) : 0;

function changeTotals(
  totals: DocumentPage['totals'],
  before: KnowledgeDocument | null,
  after: KnowledgeDocument | null,
): DocumentPage['totals'] {
  const change = (of: (document: KnowledgeDocument) => number) =>
    counted(after, of) - counted(before, of);
  return {
    documents: totals.documents + change(() => 1),
    passages: totals.passages + change((one) => one.passageCount),
    embedded: totals.embedded + change((one) => one.embeddedCount),
    failed: totals.failed + change((one) => (one.state === 'failed' ? 1 : 0)),
  };
}

/** New ones last, as the server lists them. */
export function applyToSources(list: SourceList, event: InboxEvent, aiAgentId: string): SourceList {
  if (event.type === 'source.removed') {
    const left = list.sources.filter(({ id }) => id !== event.sourceId);
    return left.length === list.sources.length ? list : { sources: left };
  }
  if (event.type !== 'source.changed' || event.source.aiAgentId !== aiAgentId) return list;
  const { source } = event;
  return {
    sources: list.sources.some(({ id }) => id === source.id)
      ? list.sources.map((one) => (one.id === source.id ? source : one))
      : [...list.sources, source],
  };
}

export function applyToSession(session: Session, event: InboxEvent): Session {
  if (event.type !== 'teammate.changed') return session;
  const { teammate } = event;
  const known = session.teammates.some(({ id }) => id === teammate.id);
  return {
    ...session,
    teammate: session.teammate.id === teammate.id ? teammate : session.teammate,
    teammates: known
      ? session.teammates.map((one) => (one.id === teammate.id ? teammate : one))
      : [...session.teammates, teammate],
  };
}
