// A customer's widget: hears its own contact's conversations in the customer's shape, nothing else.

import type { ClientFrame, ConversationId } from '@baton/protocol';
import type { FeedEntry } from '../../platform/feed/index.ts';
import { type NameLookups, namesFor } from './contact-names.ts';
import { type Framed, inOnePiece } from './framed.ts';
import { contactEvent, conversationChange, eventFrame } from './frames.ts';
import type { Hub } from './hub.ts';
import type { InTurn } from './in-turn.ts';
import type { Audience, SeatedClient } from './live-client.ts';

export interface ContactHere {
  workspaceId: string;
  contactId: string;
  /** The conversation they are in, if there is one yet. */
  conversationId: ConversationId | null;
}

/** One open widget. */
export interface WidgetSeat extends ContactHere {
  client: SeatedClient;
}

export interface WidgetRoom {
  hub: Hub;
  /** Asks each seat that is live, in turn, whether it may stay. */
  checks: InTurn<WidgetSeat>;
  names: NameLookups;
  sit(seat: WidgetSeat): void;
  stand(seat: WidgetSeat): void;
  typing(seat: WidgetSeat, conversationId: ConversationId, typing: boolean): void;
}

/**
 * A session that ends because somebody else speaks from now on says so (`sessionsEnded`). This is
 * for those that run out, for a change of allowed websites, and for the word that was lost.
 */
export const CHECK_WIDGET_EVERY_MS = 60_000;

export function widgetAudience(
  contact: ContactHere,
  client: SeatedClient,
  stillValid: () => Promise<boolean>,
  room: WidgetRoom,
): Audience {
  const seat: WidgetSeat = { ...contact, client };
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
    render: async (entries) => {
      const frames: Framed[] = [];
      for (const entry of entries) {
        const change = changeOf(entry);
        if (change === null) continue;
        seat.conversationId = change.summary.id;
        const names = await namesFor(room.names, contact.workspaceId, change);
        frames.push(eventFrame(entry.cursor, contactEvent(change, names)));
      }
      return inOnePiece(frames);
    },
    hear: (frame: ClientFrame) => {
      // Only ever about their own conversation, whatever id the frame names.
      if (frame.type === 'typing' && seat.conversationId !== null)
        room.typing(seat, seat.conversationId, frame.typing);
    },
    stillValid,
    live: () => room.checks.join(seat),
    left: () => {
      room.checks.leave(seat);
      room.stand(seat);
    },
  };
}
