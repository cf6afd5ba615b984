/**
 * A list view of the inbox (`waiting`, `mine`, `ai`, `open`, `snoozed`, `resolved`) kept live.
 *
 * The newest version of a conversation decides whether it is in the view and where. Versions of
 * conversations that left are remembered, so an old event that comes again cannot bring one back.
 */
import type { ConversationPage, ConversationSummary, InboxEvent, InboxView } from '@baton/protocol';

type ConversationChanged = Extract<InboxEvent, { type: 'conversation.changed' }>;

/** A page that has lived through events: `departed` is the version at which each one left. */
export type LiveConversationPage = ConversationPage & {
  readonly departed?: Readonly<Record<string, number>>;
};

/** Whether a view shows this conversation to `me`. */
export function inView(summary: ConversationSummary, view: InboxView, me: string): boolean {
  switch (view) {
    case 'waiting':
      return summary.status === 'open' && summary.controller === 'queue';
    case 'mine':
      return summary.status === 'open' && summary.assigneeId === me;
    case 'ai':
      return summary.status === 'open' && summary.controller === 'ai';
    case 'open':
      return summary.status === 'open';
    case 'snoozed':
      return summary.status === 'snoozed';
    case 'resolved':
      return summary.status === 'resolved';
  }
}

/**
 * The list after this event; the same object when nothing in it changed. A conversation that now
 * sorts below the last one loaded is left to the page that has not been loaded yet.
 */
export function applyToPage<Page extends LiveConversationPage>(
  page: Page,
  event: ConversationChanged,
  view: InboxView,
  me: string,
): Page {
  const { summary } = event;
  const shown = page.conversations.find((one) => one.id === summary.id);
  const known = shown?.version ?? page.departed?.[summary.id] ?? 0;
  if (summary.version <= known) return page;

  const others = shown ? page.conversations.filter((one) => one !== shown) : page.conversations;
  const order = view === 'waiting' ? oldestWaitFirst : newestFirst;
  const above = others.findIndex((one) => order(summary, one) < 0);
  const belowTheLast = above === -1 && page.nextPage !== null;
  if (belowTheLast || !inView(summary, view, me)) {
    const departed = { ...page.departed, [summary.id]: summary.version };
    return { ...page, departed, conversations: others };
  }
  const conversations = others.toSpliced(above === -1 ? others.length : above, 0, summary);
  return { ...page, conversations };
}

/** The list after a conversation was taken out of the world: no event brings it back. */
export function removeFromPage<Page extends LiveConversationPage>(page: Page, id: string): Page {
  const conversations = page.conversations.filter((one) => one.id !== id);
  const departed = { ...page.departed, [id]: Number.MAX_SAFE_INTEGER };
  return { ...page, departed, conversations };
}

const moment = (at: string | null) => (at === null ? 0 : Date.parse(at));
const byId = (a: ConversationSummary, b: ConversationSummary) =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

function oldestWaitFirst(a: ConversationSummary, b: ConversationSummary): number {
  return moment(a.waitingSince) - moment(b.waitingSince) || byId(a, b);
}

function newestFirst(a: ConversationSummary, b: ConversationSummary): number {
  return moment(b.lastMessageAt) - moment(a.lastMessageAt) || byId(b, a);
}
