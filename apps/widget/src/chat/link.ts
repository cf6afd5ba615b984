/**
 * The widget's line to the server: a session, the live socket, and polling where no socket gets
 * through. It feeds the replica and keeps `session` and `connection` in the state.
 *
 * A session that has ended is renewed without a word: the server gives the old token back when it
 * is still good, or a new one. A new token is a new contact, so the old conversation is let go;
 * unsent messages stay. Where the website vouches for somebody else, everything goes, and at once:
 * whatever was asked for the one before is not listened to any more.
 */
import type { AnswerPreview, WidgetFrame } from '@baton/protocol';
import {
  apply,
  asking,
  backOff,
  chosen,
  createLiveConnection,
  load,
  startOver,
  stillUnsure,
} from '@baton/replica';
import type { Storage } from '../page/storage.ts';
import type { ChatState } from './chat-state.ts';
import { createPolling } from './polling.ts';
import { refusalInWords } from './refusal.ts';
import type { Store } from './store.ts';
import type { Answer, WidgetClient } from './widget-client.ts';
import type { Who } from './who.ts';

export interface Link {
  /** Resolves with a token, or with null when the session cannot be had for now. */
  readonly session: () => Promise<string | null>;
  /** The server says that this token is no longer good. */
  readonly renew: (stale: string) => Promise<string | null>;
  /** Whether this is the token of now: an answer to another one is news of somebody else. */
  readonly holds: (token: string) => boolean;
  /** Who speaks has changed. `forget`: nothing of the one before may stay. */
  readonly changed: (forget: boolean) => void;
  readonly sendTyping: (typing: boolean) => void;
}

interface LinkOptions {
  host: string;
  key: string;
  client: WidgetClient;
  storage: Storage;
  store: Store<ChatState>;
  who: Who;
  /** The server has answered, after a time or for the first time. */
  onReached: () => void;
  onTyping: (name: string | null, typing: boolean) => void;
  /** An answer is being written; null when it can no longer be told how far it is. */
  onPreview: (frame: AnswerPreview | null) => void;
  /** The page's origin may not show the chat, or the key is wrong. */
  onRefused: (why: string) => void;
}

export function createLink(options: LinkOptions): Link {
  const { host, key, client, storage, store, who } = options;
  let token: string | null = null;
  let opening: Promise<string | null> | null = null;
  /** Counts changes of who speaks. */
  let era = 0;
  let failures = 0;
  let choosing = false;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const live = createLiveConnection<WidgetFrame>({
    url: `${host.replace(/^http/, 'ws')}/widget/v1/live`,
    hello: () => ({ cursor: store.state.replica.cursor, ...(token && { token }) }),
    onFrame(frame) {
      if (frame.type === 'event') {
        store.set({ replica: apply(store.state.replica, frame.event, frame.cursor) });
        void becomeSure();
      } else if (frame.type === 'typing') options.onTyping(frame.name, frame.typing);
      else if (frame.type === 'draft') options.onPreview(frame);
    },
    onStatus(connection) {
      store.set({ connection });
      if (connection === 'live') {
        options.onReached();
        void becomeSure();
      } else options.onPreview(null);
      polling.check();
    },
    async onReset() {
      const fresh = await fetchSnapshot();
      if (fresh === null) throw new Error('no snapshot');
      return fresh;
    },
    onUnauthorized: () => void (token && renew(token)),
  });
  const polling = createPolling(store, async () => {
    if ((await fetchSnapshot()) !== null) options.onReached();
  });

  async function open(): Promise<string | null> {
    clearTimeout(retry);
    if (store.state.session !== 'ready') store.set({ session: 'opening' });
    const asked = era;
    // Another tab may have been given a token since.
    const known = storage.tab.get('token') ?? storage.lasting.get('token');
    const identity = who.identity();
    const answer = await client.openSession({ key, token: known, ...(identity && { identity }) });
    if (stopped) return null;
    if (asked !== era) return open();
    if (!answer.ok && answer.trouble === 'identity_not_valid' && identity) {
      who.refused(answer.detail ?? '');
      return open();
    }
    if (!answer.ok) return openingFailed(answer);

    failures = 0;
    const { value } = answer;
    const { replica } = store.state;
    const another = token !== null && token !== value.token;
    if (another) live.stop();
    token = value.token;
    who.opened(value);
    if (known !== token) storage.lasting.set('email', null);
    store.set({
      ...(known !== token && { email: null }),
      replica: load(another ? startOver(replica) : replica, value.snapshot, value.cursor),
      session: 'ready',
    });
    options.onReached();
    live.start();
    polling.check();
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

  /** Asks which conversation is the current one, for as long as that is not known. */
  async function becomeSure(): Promise<void> {
    if (choosing) return;
    choosing = true;
    while (store.state.replica.unsure) {
      if (stopped) break;
      store.set({ replica: asking(store.state.replica) });
      if ((await fetchSnapshot()) !== null) continue;
      // Asked again with the next event, or once there is a line again.
      store.set({ replica: stillUnsure(store.state.replica) });
      break;
    }
    choosing = false;
  }

  /** The cursor of what was loaded, or null. */
  async function fetchSnapshot(): Promise<string | null> {
    const current = token;
    if (current === null) return null;
    const answer = await client.conversation(current);
    if (current !== token) return null;
    if (!answer.ok) {
      if (answer.trouble === 'widget_session_expired') void renew(current);
      return null;
    }
    const { snapshot, cursor } = answer.value;
    store.set({ replica: chosen(store.state.replica, snapshot, cursor) });
    return cursor;
  }

  function stop(): void {
    stopped = true;
    clearTimeout(retry);
    polling.stop();
    live.stop();
  }

  return {
    session,
    renew,
    holds: (asked) => asked === token,
    changed(forget) {
      if (stopped) return;
      era++;
      clearTimeout(retry);
      if (forget) {
        live.stop();
        token = null;
      }
      store.set({ session: 'none' });
    },
    sendTyping(typing) {
      const conversationId = store.state.replica.conversation?.id;
      if (conversationId) live.send({ type: 'typing', conversationId, typing });
    },
  };
}
