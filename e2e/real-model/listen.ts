// A customer's socket, as far as it shows an answer that is being written.

import type { WidgetFrame } from '@baton/protocol';
import { WebSocket } from 'ws';

export interface Listening {
  /** Every text that was shown, in order. */
  previews: string[];
  close(): void;
}

export function listenAsCustomer(base: string, token: string): Promise<Listening> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/widget/v1/live`, { origin: base });
  const previews: string[] = [];
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', cursor: null, token })));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as WidgetFrame;
      if (frame.type === 'draft' && !frame.withdrawn) previews.push(frame.text);
      if (frame.type === 'caughtUp') resolve({ previews, close: () => socket.close() });
    });
  });
}
