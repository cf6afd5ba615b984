/**
 * A customer's open chat: it lives through every kill with the client that the widget uses, and
 * keeps what it was shown of answers that were still being written.
 */
import type { WidgetFrame, WidgetSession } from '@baton/protocol';
import { createLiveConnection, type LiveSocket } from '@baton/replica';
import WebSocket from 'ws';
import type { CustomerApi } from './api.ts';

export interface CustomerScreen {
  readonly previews: readonly string[];
  close(): void;
}

export function openCustomerScreen(api: CustomerApi, session: WidgetSession): CustomerScreen {
  const { base } = api;
  const { token } = session;
  const previews: string[] = [];
  let heard = session.cursor;
  const connection = createLiveConnection<WidgetFrame>({
    url: `${base.replace('http', 'ws')}/widget/v1/live`,
    hello: () => ({ cursor: heard, token }),
    onStatus: () => {},
    listen: () => () => {},
    onReset: async () => {
      heard = (await api.begin()).cursor;
      return heard;
    },
    onFrame(frame) {
      if (frame.type === 'event') heard = frame.cursor;
      else if (frame.type === 'draft' && !frame.withdrawn) previews.push(frame.text);
    },
    createSocket: (url) =>
      new WebSocket(url, { headers: { origin: base } }) as unknown as LiveSocket,
  });
  connection.start();
  return { previews, close: () => connection.stop() };
}
