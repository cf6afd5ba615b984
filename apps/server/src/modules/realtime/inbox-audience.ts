// A teammate's inbox: hears the whole workspace, says who types, shows who is present.

import type { ClientFrame, ConversationId, TeammateId, WorkspaceId } from '@baton/protocol';
import type { FeedEntry } from '../../platform/feed/index.ts';
import type { Framed } from './framed.ts';
import type { Hub } from './hub.ts';
import type { InTurn } from './in-turn.ts';
import type { Audience, SeatedClient } from './live-client.ts';

export interface TeammateHere {
  workspaceId: WorkspaceId;
  teammateId: TeammateId;
  name: string;
}

/** One open inbox, as the room it is in knows it. */
export interface InboxSeat extends TeammateHere {
  viewing: ConversationId | null;
  client: SeatedClient;
}

export interface InboxRoom {
  hub: Hub;
  /** Asks each seat that is live, in turn, whether it may stay. */
  checks: InTurn<InboxSeat>;
  render(entries: readonly FeedEntry[]): Framed | null;
  sit(seat: InboxSeat): void;
  stand(seat: InboxSeat): void;
  /** What a seat looks at has changed. */
  looked(seat: InboxSeat): void;
  /** Counts and presence, for a seat that has just gone live. */
  greet(seat: InboxSeat): void;
  typing(seat: InboxSeat, conversationId: ConversationId, typing: boolean): void;
}

/** A session that ends says so (`sessionsEnded`); this is for the word that was lost. */
export const CHECK_INBOX_EVERY_MS = 15_000;

export function inboxAudience(
  teammate: TeammateHere,
  client: SeatedClient,
  stillValid: () => Promise<boolean>,
  room: InboxRoom,
): Audience {
  const seat: InboxSeat = { ...teammate, viewing: null, client };
  room.sit(seat);
  return {
    workspaceId: teammate.workspaceId,
    conversationId: null,
    accept: () => true,
    follow: (stream) => room.hub.followWorkspace(teammate.workspaceId, stream),
    render: room.render,
    hear: (frame: ClientFrame) => {
      if (frame.type === 'typing') room.typing(seat, frame.conversationId, frame.typing);
      if (frame.type === 'viewing' && frame.conversationId !== seat.viewing) {
        seat.viewing = frame.conversationId;
        room.looked(seat);
      }
    },
    stillValid,
    live: () => {
      room.checks.join(seat);
      room.greet(seat);
    },
    left: () => {
      room.checks.leave(seat);
      room.stand(seat);
    },
  };
}
