/**
 * An inbox that is open the whole time: it lives through every kill with the client that browsers
 * use, and in the end must hold what a fresh load gives (law 7).
 */
import type { ConversationOpened, Cursor, InboxFrame } from '@baton/protocol';
import { applyConversationChanged, createLiveConnection, type LiveSocket } from '@baton/replica';
import WebSocket from 'ws';
import { ApiFailure, type TeammateApi } from './api.ts';
import { pause } from '../support/random.ts';

const RECONNECTS_WITHIN_MS = 60_000;

type Held = Pick<ConversationOpened, 'summary' | 'events'>;

export interface Watcher {
  /** Differences between what was followed live and a fresh load. Empty when there are none. */
  compare(): Promise<string[]>;
  close(): void;
}

export async function watchInbox(api: TeammateApi): Promise<Watcher> {
  const held = new Map<string, Held>();
  const gaps = new Set<string>();
  const page = await api.list('open');
  for (const { id } of page.conversations) held.set(id, await api.open(id));
  let heard: Cursor = page.cursor;
  let resets = 0;

  const connection = createLiveConnection<InboxFrame>({
    url: `${api.base.replace('http', 'ws')}/api/live`,
    hello: () => ({ cursor: heard }),
    onStatus: () => {},
    listen: () => () => {},
    onReset: async () => {
      resets += 1;
      heard = (await api.list('open')).cursor;
      return heard;
    },
    onFrame: (frame) => {
      if (frame.type !== 'event' || frame.event.type !== 'conversation.changed') return;
      const { summary, events } = frame.event;
      // A conversation that began while we listened is known from its first event on.
      const known = held.get(summary.id) ?? { summary: { ...summary, version: 0 }, events: [] };
      if (events.length === 0) return;
      const next = applyConversationChanged(known, frame.event);
      if (next === 'gap') gaps.add(summary.id);
      else held.set(summary.id, next);
    },
    createSocket: (url) =>
      new WebSocket(url, {
        headers: { cookie: api.cookie, origin: api.base },
      }) as unknown as LiveSocket,
  });
  connection.start();

  return {
    async compare() {
      // After the last kill it may still be waiting to reconnect, as a browser would.
      const deadline = Date.now() + RECONNECTS_WITHIN_MS;
      while (connection.status !== 'live' && Date.now() < deadline) await pause(100);
      await pause(1_500);
      if (connection.status !== 'live') return ['the live inbox did not come back'];
      const different: string[] = [];
      for (const id of gaps) different.push(`${id}: the live inbox missed a version (law 7)`);
      if (resets > 0) different.push(`the live inbox was told to start anew ${resets} times`);
      for (const [id, followed] of held) {
        const fresh = await api.open(id).catch((error: unknown) => {
          if (error instanceof ApiFailure) return null;
          throw error;
        });
        if (fresh === null) continue;
        const now: Held = { summary: fresh.summary, events: fresh.events };
        if (JSON.stringify(sorted(now)) !== JSON.stringify(sorted(followed)))
          different.push(
            `${id}: the live inbox holds v${followed.summary.version}, a fresh load v${now.summary.version}, or they differ (law 7)`,
          );
      }
      return different;
    },
    close: () => connection.stop(),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
