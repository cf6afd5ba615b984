/**
 * The inbox's live connection: one for the signed-in teammate, from the first loaded list to the
 * end of the session. Frames go to the query cache, to presence, and to whoever listens.
 */
import type { InboxEvent, InboxFrame } from '@baton/protocol';
import { createLiveConnection, type LiveConnection, type LiveStatus } from '@baton/replica';
import type { QueryClient } from '@tanstack/react-query';
import { counts, readPage } from '../api/conversations.ts';
import { createStore, useStore } from '../app/store.ts';
import { applyToCache } from './apply-to-cache.ts';
import { beginListening, forgetBeginning, isTooOld } from './cursor.ts';
import { heardTyping, presence } from './presence.ts';
import { heardDraft, previewsLost } from './previews.ts';

export const liveStatus = createStore<LiveStatus>('connecting');
export const useLiveStatus = () => useStore(liveStatus);

let connection: LiveConnection | null = null;
let viewing: string | null = null;
const listeners = new Set<(event: InboxEvent) => void>();

/** Hears events as they happen, not those caught up with after a gap. */
export function onLiveEvent(listener: (event: InboxEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startLive(
  queryClient: QueryClient,
  me: string,
  onUnauthorized: () => void,
): () => void {
  const started = createLiveConnection<InboxFrame>({
    url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`,
    hello: () => ({ cursor: beginListening() }),
    onFrame: (frame) => take(queryClient, me, frame),
    onStatus(status) {
      liveStatus.set(status);
      if (status === 'live') return showViewing();
      presence.set([]);
      previewsLost();
    },
    async onReset() {
      forgetBeginning();
      const { cursor } = await readPage('waiting', '', null);
      isTooOld(cursor);
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'session',
      });
      return cursor;
    },
    onUnauthorized,
  });
  connection = started;
  started.start();
  return () => {
    started.stop();
    connection = null;
    forgetBeginning();
    presence.set([]);
  };
}

function take(queryClient: QueryClient, me: string, frame: InboxFrame) {
  // Frames of a newer server fall through.
  switch (frame.type) {
    case 'event':
      applyToCache(queryClient, frame.event, me);
      if (liveStatus.get() === 'live') for (const listener of listeners) listener(frame.event);
      return;
    case 'counts':
      return counts.set(frame.counts);
    case 'presence':
      return presence.set(frame.teammates);
    case 'typing':
      return heardTyping(frame, frame.typing);
    case 'draft':
      return heardDraft(frame);
    case 'welcome':
    case 'caughtUp':
    case 'reset':
    case 'pong':
    case 'unauthorized':
      // The connection itself has dealt with these.
      break;
  }
}

/** Tells teammates which conversation is open here. */
export function view(conversationId: string | null) {
  viewing = conversationId;
  showViewing();
}

export const isViewing = (conversationId: string) => viewing === conversationId;

function showViewing() {
  connection?.send({ type: 'viewing', conversationId: viewing as never });
}

export function sendTyping(conversationId: string, typing: boolean) {
  connection?.send({ type: 'typing', conversationId: conversationId as never, typing });
}
