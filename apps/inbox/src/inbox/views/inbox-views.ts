/** The six views of the inbox, in the order of the day. */
import type { InboxCounts, InboxView } from '@baton/protocol';

export type InboxViewWords = {
  view: InboxView;
  name: string;
  /** Second key after "g". */
  key: string;
  count: keyof InboxCounts | null;
  emptyTitle: string;
  emptyText: string;
};

export const inboxViews: readonly InboxViewWords[] = [
  {
    view: 'waiting',
    name: 'Waiting',
    key: 'w',
    count: 'waiting',
    emptyTitle: 'Nobody is waiting',
    emptyText: 'When the AI passes a conversation on, it appears here at once, oldest first.',
  },
  {
    view: 'mine',
    name: 'Mine',
    key: 'm',
    count: 'mine',
    emptyTitle: 'Nothing on your plate',
    emptyText: 'Conversations you claim, take over or are given stay here until they are resolved.',
  },
  {
    view: 'ai',
    name: 'AI is handling',
    key: 'a',
    count: 'ai',
    emptyTitle: 'The AI has no conversation right now',
    emptyText: 'Watch it answer here, live. Replying takes a conversation over.',
  },
  {
    view: 'open',
    name: 'All open',
    key: 'o',
    count: 'open',
    emptyTitle: 'No open conversations',
    emptyText: 'Whatever customers write in the widget comes here.',
  },
  {
    view: 'snoozed',
    name: 'Snoozed',
    key: 'z',
    count: null,
    emptyTitle: 'Nothing is snoozed',
    emptyText: 'Snoozed conversations rest here until their time comes or the customer writes.',
  },
  {
    view: 'resolved',
    name: 'Resolved',
    key: 'r',
    count: null,
    emptyTitle: 'Nothing resolved yet',
    emptyText: 'Finished conversations rest here. A new message from the customer reopens them.',
  },
];

export const isInboxView = (text: string): text is InboxView =>
  inboxViews.some(({ view }) => view === text);

export function viewWords(view: InboxView): InboxViewWords {
  const found = inboxViews.find((one) => one.view === view);
  if (!found) throw new Error(`no such view: ${view}`);
  return found;
}
