// Lets sockets in by the rules that requests are let in by: the session's cookie and an origin of
// our own for the inbox, the widget's token and an origin that may embed it for the widget.

import { HOST_PREFIX } from '../http/index.ts';
import { type Accounts, isRefused } from '../modules/accounts/index.ts';
import type { ConversationId } from '@baton/protocol';
import type { Caller, Doorkeeper } from '../modules/realtime/index.ts';

export interface DoorkeeperParts {
  accounts: Accounts;
  sessionCookie: string;
  /** Every address of ours that this request may rightly name as its origin; the public one first. */
  ownOrigins(request: Caller): string[];
  /** The contact's newest conversation. */
  conversationOf(workspaceId: string, contactId: string): Promise<ConversationId | null>;
}

export function createDoorkeeper(parts: DoorkeeperParts): Doorkeeper {
  const { accounts, ownOrigins } = parts;

  /** As http/session-cookie.ts names it. */
  const cookieNameFor = (request: Caller): string =>
    ownOrigins(request)[0]?.startsWith('https:') === true
      ? `${HOST_PREFIX}${parts.sessionCookie}`
      : parts.sessionCookie;

  return {
    async teammate(request) {
      // A page of another site could open a socket with the teammate's cookie: it may not.
      const origin = request.headers.origin;
      if (origin !== undefined && !ownOrigins(request).includes(origin)) return null;
      const token = cookieOf(request, cookieNameFor(request));
      const me = token === null ? null : await accounts.sessions.authenticate(token);
      if (me === null) return null;
      return { workspaceId: me.workspaceId, teammateId: me.teammate.id, name: me.teammate.name };
    },
    async contact(request, token) {
      const origin = request.headers.origin ?? null;
      const visitor = await accounts.widgetSessions.authenticate(token, {
        origin,
        ownOrigins: ownOrigins(request),
      });
      if (isRefused(visitor)) return null;
      const { workspaceId, contactId } = visitor;
      return {
        workspaceId,
        contactId,
        conversationId: await parts.conversationOf(workspaceId, contactId),
      };
    },
  };
}

function cookieOf(request: Caller, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}
