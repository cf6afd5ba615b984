/**
 * The widget's line to the server: a session, the live socket, and polling where no socket gets
 * through. It feeds the replica and keeps `session` and `connection` in the state.
 *
 * A session that has ended is renewed without a word: the server gives the old token back when it
 * is still good, or a new one. A new token is a new contact, so the old conversation is let go;
 * unsent messages stay.
 */
import type { AnswerPreview, ContactSnapshot, WidgetFrame } from '@baton/protocol';
import { apply, backOff, createLiveConnection, load, startOver } from '@baton/replica';
import type { Storage } from '../page/storage.ts';
import type { ChatState } from './chat-state.ts';
import { refusalInWords } from './refusal.ts';
import type { Store } from './store.ts';
import type { Answer, WidgetClient } from './widget-client.ts';

export interface Link {
  /** Resolves with a token, or with null when the session cannot be had for now. */
  readonly session: () => Promise<string | null>;
  /** The server says that this token is no longer good. */
  readonly renew: (stale: string) => Promise<string | null>;
  readonly sendTyping: (typing: boolean) => void;
}

interface LinkOptions {
  host: string;
  key: string;
  client: WidgetClient;
  storage: Storage;
  store: Store<ChatState>;
  /** The server has answered, after a time or for the first time. */
  onReached: () => void;
  onTyping: (name: string | null, typing: boolean) => void;
  /** An answer is being written; null when it can no longer be told how far it is. */
  onPreview: (frame: AnswerPreview | null) => void;
  /** The page's origin may not show the chat, or the key is wrong. */
  onRefused: (why: string) => void;
}

const POLL_EVERY = 5_000;

export function createLink(options: LinkOptions): Link {
  const { host, key, client, storage, store } = options;
  let token: string | null = null;
  let opening: Promise<string | null> | null = null;
  let failures = 0;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let poll: ReturnType<typeof setTimeout> | undefined;

  const live = createLiveConnection<WidgetFrame>({
    url: `${host.replace(/^http/, 'ws')}/widget/v1/live`,
    hello: () => ({ cursor: store.state.replica.cursor, ...(token && { token }) }),
    onFrame(frame) {
      if (frame.type === 'event') {
        store.set({ replica: apply(store.state.replica, frame.event, frame.cursor) });
      } else if (frame.type === 'typing') options.onTyping(frame.name, frame.typing);
      else if (frame.type === 'draft') options.onPreview(frame);
    },
    onStatus(connection) {
      store.set({ connection });
      if (connection === 'live') options.onReached();
      else options.onPreview(null);
      schedulePoll();
    },
    async onReset() {
      const fresh = await fetchSnapshot();
      if (fresh === null) throw new Error('no snapshot');
      return fresh;
    },
    onUnauthorized: () => void (token && renew(token)),
  });

  function take(snapshot: ContactSnapshot | null, cursor: string): void {
    store.set({ replica: load(store.state.replica, snapshot, cursor) });
  }

  async function open(): Promise<string | null> {
    clearTimeout(retry);
    if (store.state.session !== 'ready') store.set({ session: 'opening' });
    // Another tab may have been given a token since.
    const known = storage.lasting.get('token');
    const answer = await client.openSession({ key, token: known });
    if (stopped) return null;
    if (!answer.ok) return openingFailed(answer);

    failures = 0;
    const { value } = answer;
    if (token !== null && token !== value.token) {
      store.set({ replica: startOver(store.state.replica) });
    }
    token = value.token;
    if (known !== token) {
      storage.lasting.set('token', token);
      storage.lasting.set('email', null);
      store.set({ email: null });
    }
    take(value.snapshot, value.cursor);
    store.set({ session: 'ready' });
    options.onReached();
    live.start();
    schedulePoll();
    return token;
  }

  function openingFailed(answer: Extract<Answer<unknown>, { ok: false }>): null {
    const refused = refusalInWords(answer.trouble);
    if (refused !== null) {
      stop();
      store.set({ session: 'refused' });
      options.onRefused(refused);
      return null;
    }
    failures++;
    store.set({ session: 'failing' });
    const wait = Math.max(backOff(failures, Math.random()), (answer.retryAfter ?? 0) * 1000);
    retry = setTimeout(() => void session(), wait);
    return null;
  }

  function session(): Promise<string | null> {
    if (token !== null && store.state.session === 'ready') return Promise.resolve(token);
    return openOnce();
  }

  function openOnce(): Promise<string | null> {
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  function renew(stale: string): Promise<string | null> {
    return token === stale ? openOnce() : session();
  }

  /** The cursor of what was loaded, or null. */
  async function fetchSnapshot(): Promise<string | null> {
    const current = token;
    if (current === null) return null;
    const answer = await client.conversation(current);
    if (!answer.ok) {
      if (answer.trouble === 'widget_session_expired') void renew(current);
      return null;
    }
    if (current !== token) return null;
    take(answer.value.snapshot, answer.value.cursor);
    return answer.value.cursor;
  }

  /** Runs while a session is there but the socket is not; one at a time, never while hidden. */
  function schedulePoll(): void {
    const { connection, session: state } = store.state;
    const needed = connection === 'connecting' || connection === 'reconnecting';
    if (stopped || !needed || state !== 'ready') {
      clearTimeout(poll);
      poll = undefined;
      return;
    }
    poll ??= setTimeout(() => {
      const asked = document.visibilityState === 'visible' ? fetchSnapshot() : Promise.resolve();
      void asked.then((cursor) => {
        poll = undefined;
        if (cursor) options.onReached();
        schedulePoll();
      });
    }, POLL_EVERY);
  }

  function stop(): void {
    stopped = true;
    clearTimeout(retry);
    clearTimeout(poll);
    live.stop();
  }

  return {
    session,
    renew,
    sendTyping(typing) {
      const conversationId = store.state.replica.conversation?.id;
      if (conversationId) live.send({ type: 'typing', conversationId, typing });
    },
  };
}
