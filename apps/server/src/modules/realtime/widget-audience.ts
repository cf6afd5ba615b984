// A customer's widget: hears its own contact's conversations in the customer's shape, nothing else.

import type { ClientFrame, ConversationId } from '@baton/protocol';
import type { FeedEntry } from '../../platform/feed/index.ts';
import { type NameLookups, namesFor } from './contact-names.ts';
import { contactEvent, conversationChange } from './frames.ts';
import type { Hub } from './hub.ts';
import { type Audience, eventText } from './live-client.ts';

export interface ContactHere {
  workspaceId: string;
  contactId: string;
  /** The conversation they are in, if there is one yet. */
  conversationId: ConversationId | null;
}

/** One open widget. */
export interface WidgetSeat extends ContactHere {
  sendText(text: string): void;
  /** Ends the socket, should its session have ended. */
  recheck(): void;
}

export interface WidgetRoom {
  hub: Hub;
  names: NameLookups;
  stillValid(): Promise<boolean>;
  sit(seat: WidgetSeat): void;
  stand(seat: WidgetSeat): void;
  typing(seat: WidgetSeat, conversationId: ConversationId, typing: boolean): void;
}

/**
 * A session that ends because somebody else speaks from now on says so (`sessionsEnded`). This is
 * for those that run out, for a change of allowed websites, and for the word that was lost.
 */
const CHECK_SESSION_EVERY_MS = 60_000;

export function widgetAudience(
  contact: ContactHere,
  socket: Pick<WidgetSeat, 'sendText' | 'recheck'>,
  room: WidgetRoom,
): Audience {
  const seat: WidgetSeat = { ...contact, ...socket };
  room.sit(seat);
  const changeOf = (entry: FeedEntry) => {
    const change = conversationChange(entry.type, entry.data);
    return change?.summary.contact.id === contact.contactId ? change : null;
  };
  return {
    workspaceId: contact.workspaceId,
    conversationId: contact.conversationId,
    accept: (entry) => changeOf(entry) !== null,
    follow: (stream) => room.hub.followContact(contact.contactId, stream),
    render: async (entry) => {
      const change = changeOf(entry);
      if (change === null) return null;
      seat.conversationId = change.summary.id;
      const names = await namesFor(room.names, contact.workspaceId, change);
      return eventText(entry.cursor, contactEvent(change, names));
    },
    hear: (frame: ClientFrame) => {
      // Only ever about their own conversation, whatever id the frame names.
      if (frame.type === 'typing' && seat.conversationId !== null)
        room.typing(seat, seat.conversationId, frame.typing);
    },
    checkEveryMs: CHECK_SESSION_EVERY_MS,
    stillValid: () => room.stillValid(),
    live: () => {},
    left: () => room.stand(seat),
  };
}
