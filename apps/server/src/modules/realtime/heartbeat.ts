// Ends sockets whose other end vanished without a word: a closed laptop, a lost network. Nobody
// else would notice for a quarter of an hour, and meanwhile the teammate would count as present
// and the widget would promise a person. Browsers answer a ping by themselves.

import type { WebSocket } from 'ws';
import { InTurn } from './in-turn.ts';

export interface Heartbeat {
  watch(socket: WebSocket): void;
  stop(): void;
}

export function startHeartbeat(everyMs: number): Heartbeat {
  const unanswered = new Set<WebSocket>();
  const beats = new InTurn<WebSocket>(everyMs, (socket) => {
    if (unanswered.has(socket)) return socket.terminate();
    unanswered.add(socket);
    socket.ping();
  });
  // One function for all sockets, not one each.
  function answered(this: WebSocket): void {
    unanswered.delete(this);
  }
  function gone(this: WebSocket): void {
    unanswered.delete(this);
    beats.leave(this);
  }
  return {
    watch(socket) {
      socket.on('pong', answered);
      socket.on('close', gone);
      beats.join(socket);
    },
    stop: () => beats.stop(),
  };
}
