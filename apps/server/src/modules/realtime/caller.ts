// Who stands at the door: what is kept of the request that opened a socket, for as long as the socket
// is open. Whether somebody may stay is asked again and again; how their browser introduced itself
// is not, and a whole request is three times as much as everything else about an idle socket.

import type { IncomingMessage } from 'node:http';

export type Caller = Pick<IncomingMessage, 'headers' | 'socket'>;

/** What every browser sends and no door asks for. */
const notKept =
  /^(accept|accept-.*|user-agent|cache-control|pragma|dnt|connection|upgrade|priority|sec-.*)$/;

export function callerOf({ headers, socket }: IncomingMessage): Caller {
  const kept = Object.entries(headers).filter(([name]) => !notKept.test(name));
  return { headers: Object.fromEntries(kept), socket };
}
