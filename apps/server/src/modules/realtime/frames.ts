// From a row of the feed to what each audience hears. Rows hold the inbox's shape; the customer's
// is derived, so that nothing meant for the team can reach the widget by being forgotten here.

import type {
  ContactEvent,
  ConversationEvent,
  ConversationSummary,
  Cursor,
  InboxEvent,
} from '@baton/protocol';
import { contactConversation, contactEntries, type Names } from '../conversations/index.ts';
import { type Framed, framed } from './framed.ts';

export interface ConversationChange {
  summary: ConversationSummary;
  events: ConversationEvent[];
}

const inboxTypes: ReadonlySet<string> = new Set<InboxEvent['type']>([
  'conversation.changed',
  'conversation.removed',
  'document.changed',
  'document.removed',
  'source.changed',
  'source.removed',
  'teammate.changed',
  'decision.reviewed',
]);

/** Null for rows that no screen listens to. */
export function inboxEvent(type: string, data: object): InboxEvent | null {
  return inboxTypes.has(type) ? ({ type, ...data } as InboxEvent) : null;
}

/** Null for what is not a conversation's. */
export function conversationChange(type: string, data: object): ConversationChange | null {
  return type === 'conversation.changed' ? (data as ConversationChange) : null;
}

export function contactEvent({ summary, events }: ConversationChange, names: Names): ContactEvent {
  return {
    type: 'conversation.changed',
    conversation: contactConversation(summary, names),
    entries: contactEntries(events, names),
  };
}

/** Teammates whose names the customer's view of a change may show. */
export function teammatesNamed({ summary, events }: ConversationChange): string[] {
  const ids = events.flatMap((event) => {
    switch (event.type) {
      case 'replied':
      case 'claimed':
      case 'tookOver':
        return [event.teammateId];
      case 'transferred':
        return event.to === null ? [] : [event.to];
      case 'reopened':
        return event.assigneeId === null ? [] : [event.assigneeId];
      default:
        return [];
    }
  });
  return [...new Set(summary.assigneeId === null ? ids : [...ids, summary.assigneeId])];
}

/** One event, as it goes over the wire. */
export const eventFrame = (cursor: Cursor, event: object): Framed =>
  framed(`{"type":"event","cursor":"${cursor}","event":${JSON.stringify(event)}}`);
