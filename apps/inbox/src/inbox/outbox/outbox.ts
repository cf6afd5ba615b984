/**
 * The shell around outbox-state: keeps it through reloads and sends, one message of a conversation
 * at a time, again and again until the server answers.
 */
import type { ConversationChanged, ConversationOpened } from '@baton/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { inWords, problemCode, request } from '../../api/request.ts';
import { rememberedStore } from '../../app/remembered.ts';
import { newClientMessageId } from '../../app/new-id.ts';
import type { Store } from '../../app/store.ts';
import { useStore } from '../../app/store.ts';
import { complain } from '../../design/toasts.ts';
import { isViewing, liveStatus } from '../../live/live-session.ts';
import {
  nextToSend,
  notArrived,
  type Outbox,
  type Outgoing,
  put,
  refuse,
  remove,
  sendAgain,
  waitForServer,
} from './outbox-state.ts';

const RETRY_MS = 4000;
/** Refusals that mean "later", not "no". */
const LATER = new Set(['unreachable', 'unavailable', 'internal', 'rate_limited']);

let outbox: Store<Outbox> = rememberedStore<Outbox>('outbox', []);
let queryClient: QueryClient | null = null;
const underWay = new Set<string>();
let retry: ReturnType<typeof setTimeout> | undefined;

/** Starts sending what an earlier page left unsent. Each teammate has their own. */
export function openOutbox(client: QueryClient, teammateId: string): () => void {
  queryClient = client;
  outbox = rememberedStore<Outbox>(`outbox.${teammateId}`, []);
  const stop = liveStatus.watch(() => liveStatus.get() === 'live' && sendAll());
  sendAll();
  return () => {
    stop();
    clearTimeout(retry);
    queryClient = null;
  };
}

export function enqueue(conversationId: string, kind: Outgoing['kind'], body: string) {
  const clientMessageId = newClientMessageId();
  const at = new Date().toISOString();
  outbox.set((all) => put(all, { clientMessageId, conversationId, kind, body, at }));
  sendAll();
}

export function tryAgain(id: string) {
  outbox.set((all) => sendAgain(all, id));
  sendAll();
}

export function discard(id: string) {
  outbox.set((all) => remove(all, id));
}

export function useUnsent(detail: ConversationOpened): Outbox {
  return notArrived(useStore(outbox), detail.summary.id, detail.events);
}

function sendAll() {
  clearTimeout(retry);
  for (const message of nextToSend(outbox.get(), underWay)) void deliver(message);
}

async function deliver(message: Outgoing) {
  const id = message.clientMessageId;
  underWay.add(id);
  try {
    const path = message.kind === 'reply' ? 'replies' : 'notes';
    await request<ConversationChanged>(
      'POST',
      `/api/conversations/${message.conversationId}/${path}`,
      { clientMessageId: id, body: message.body },
    );
    await showArrived(message.conversationId, id);
    outbox.set((all) => remove(all, id));
  } catch (error) {
    if (LATER.has(problemCode(error) ?? '')) {
      outbox.set((all) => waitForServer(all, id));
      clearTimeout(retry);
      retry = setTimeout(sendAll, RETRY_MS);
    } else {
      outbox.set((all) => refuse(all, id, inWords(error)));
      // Its own conversation says so in place.
      if (!isViewing(message.conversationId)) {
        complain(`A ${message.kind} was not sent. ${inWords(error)}`);
      }
    }
    return;
  } finally {
    underWay.delete(id);
  }
  sendAll();
}

/** Keeps the pending bubble until the feed, or else a fresh read, shows the stored message. */
async function showArrived(conversationId: string, clientMessageId: string) {
  const key = ['conversation', conversationId];
  const isThere = () => {
    const detail = queryClient?.getQueryData<ConversationOpened>(key);
    return (
      !detail ||
      detail.events.some(
        (event) => 'clientMessageId' in event && event.clientMessageId === clientMessageId,
      )
    );
  };
  for (let waited = 0; waited < 600 && !isThere(); waited += 50) {
    // Looking again, a little later.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!isThere()) await queryClient?.invalidateQueries({ queryKey: key });
}
