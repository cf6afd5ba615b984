// A teammate's inbox: hears the whole workspace, says who types, shows who is present.

import type { ClientFrame, ConversationId, TeammateId, WorkspaceId } from '@baton/protocol';
import type { FeedEntry } from '../../platform/feed/index.ts';
import type { Hub } from './hub.ts';
import type { Audience } from './live-client.ts';

export interface TeammateHere {
  workspaceId: WorkspaceId;
  teammateId: TeammateId;
  name: string;
}

/** One open inbox, as the room it is in knows it. */
export interface InboxSeat extends TeammateHere {
  viewing: ConversationId | null;
  sendText(text: string): void;
  /** Ends the socket, should its session have ended. */
  recheck(): void;
}

export interface InboxRoom {
  hub: Hub;
  render(entry: FeedEntry): string | null;
  stillSignedIn(): Promise<boolean>;
  sit(seat: InboxSeat): void;
  stand(seat: InboxSeat): void;
  /** What a seat looks at has changed. */
  looked(seat: InboxSeat): void;
  /** Counts and presence, for a seat that has just gone live. */
  greet(seat: InboxSeat): void;
  typing(seat: InboxSeat, conversationId: ConversationId, typing: boolean): void;
}

/** A session that ends says so (`sessionsEnded`); this is for the word that was lost. */
const CHECK_SESSION_EVERY_MS = 15_000;

export function inboxAudience(
  teammate: TeammateHere,
  socket: Pick<InboxSeat, 'sendText' | 'recheck'>,
  room: InboxRoom,
): Audience {
  const seat: InboxSeat = { ...teammate, viewing: null, ...socket };
  room.sit(seat);
  return {
    workspaceId: teammate.workspaceId,
    conversationId: null,
    accept: () => true,
    follow: (stream) => room.hub.followWorkspace(teammate.workspaceId, stream),
    render: (entry) => room.render(entry),
    hear: (frame: ClientFrame) => {
      if (frame.type === 'typing') room.typing(seat, frame.conversationId, frame.typing);
      if (frame.type === 'viewing' && frame.conversationId !== seat.viewing) {
        seat.viewing = frame.conversationId;
        room.looked(seat);
      }
    },
    checkEveryMs: CHECK_SESSION_EVERY_MS,
    stillValid: () => room.stillSignedIn(),
    live: () => room.greet(seat),
    left: () => room.stand(seat),
  };
}
