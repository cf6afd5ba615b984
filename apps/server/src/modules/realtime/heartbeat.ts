// Ends sockets whose other end vanished without a word: a closed laptop, a lost network. Nobody
// else would notice for a quarter of an hour, and meanwhile the teammate would count as present
// and the widget would promise a person. Browsers answer a ping by themselves.

import type { WebSocket, WebSocketServer } from 'ws';

/** @returns how to stop */
export function beat(sockets: Pick<WebSocketServer, 'clients'>, everyMs: number): () => void {
  const unanswered = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (unanswered.has(socket)) {
        socket.terminate();
        continue;
      }
      unanswered.add(socket);
      socket.once('pong', () => unanswered.delete(socket));
      socket.ping();
    }
  }, everyMs);
  return () => clearInterval(timer);
}
