/**
 * One chat on one page: the state, and everything that a customer or the page can do with it.
 *
 * Nothing is asked of the server before the chat is opened, unless this browser was here before.
 */
import type { ActionForm, IdentifyContactRequest, WidgetConfig } from '@baton/protocol';
import type { Installation } from '../page/script-tag.ts';
import type { Storage } from '../page/storage.ts';
import { type ChatState, initialState, unreadMessages } from './chat-state.ts';
import { createAnswerReceiver } from './answer-receiver.ts';
import { formInWords, type Values } from './forms.ts';
import { createHelpful, type SayHelpful } from './helpful.ts';
import { createLink, type Link } from './link.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createStore, type Store } from './store.ts';
import { createTypingReceiver, createTypingSender } from './typing.ts';
import { createWho } from './who.ts';
import type { WidgetClient } from './widget-client.ts';

export interface Chat {
  readonly store: Store<ChatState>;
  readonly open: () => void;
  readonly close: () => void;
  readonly send: (body: string) => void;
  readonly fillIn: (runId: string, name: string, value: string) => void;
  /** Sends a form, once however often it is pressed. */
  readonly sendForm: (form: ActionForm, values: Values) => void;
  readonly retry: (clientMessageId: string) => void;
  readonly discard: (clientMessageId: string) => void;
  readonly draft: (text: string) => void;
  readonly leaveEmail: (email: string) => Promise<'saved' | 'invalid' | 'failed'>;
  readonly declineEmail: () => void;
  readonly sayHelpful: SayHelpful;
  readonly toggleSound: () => void;
  /** Puts away the preview beside the launcher. */
  readonly dismissPreview: () => void;
  /** The page knows who this is. Told to the server as soon as there is a session. */
  readonly identify: (details: IdentifyContactRequest) => void;
  /** The page vouches by a JWT for who this is. */
  readonly vouch: (jwt: string) => void;
  /** Nobody in particular from now on; nothing of who was here stays. */
  readonly signOut: () => void;
  /** The page has had its first word: what was going on before it was loaded goes on. */
  readonly start: () => void;
}

/** Told to whoever put the chat on the page. */
interface Refusals {
  onRefused: (why: string) => void;
  onIdentityRefused: (why: string) => void;
}

const isQueued = ({ replica }: ChatState) => replica.conversation?.controller === 'queue';

export function createChat(
  { host, key, identity }: Installation,
  config: WidgetConfig,
  client: WidgetClient,
  storage: Storage,
  { onRefused, onIdentityRefused }: Refusals,
): Chat {
  const { lasting, tab } = storage;
  const store = createStore<ChatState>({
    ...initialState(config),
    open: tab.get('open') ?? false,
    seen: lasting.get('seen'),
    email: lasting.get('email'),
    sound: lasting.get('sound') ?? false,
    draft: tab.get('draft') ?? '',
  });
  const who = createWho(store, storage, (forget) => link.changed(forget), onIdentityRefused);
  const link: Link = createLink({
    who,
    onReached: () => outbox.retryOffline(),
    host,
    key,
    client,
    storage,
    store,
    onTyping: createTypingReceiver((typing) => store.set({ typing })),
    onPreview: createAnswerReceiver(store),
    onRefused,
  });
  const outbox: Outbox = createOutbox(store, link, client, storage);
  const typing = createTypingSender(link.sendTyping);
  let unknown: IdentifyContactRequest | null = null;
  let started = false;
  who.set(identity);

  store.subscribe((now, before) => {
    markSeen();
    if (now.session === 'ready' && before.session !== 'ready') tellWho();
    if (isQueued(now) && !isQueued(before)) void askWhoIsThere();
    // Whoever has just spoken types no more.
    if (now.typing && now.replica.entries.length > before.replica.entries.length) {
      store.set({ typing: null });
    }
  });
  document.addEventListener('visibilitychange', markSeen);
  storage.watch((name) => {
    if (name === 'seen') store.set({ seen: lasting.get('seen') });
    if (name === 'person') {
      who.heard();
      if (store.state.open) void link.session();
    }
    // Another tab has begun to chat.
    if (name === 'token' && lasting.get('token') !== null && store.state.session === 'none') {
      void link.session();
    }
  });

  function markSeen(): void {
    const { open, replica, seen } = store.state;
    const { conversation } = replica;
    if (!open || !conversation || document.visibilityState !== 'visible') return;
    const newest = unreadMessages(store.state).at(-1);
    if (!newest) return;
    const now = { conversationId: conversation.id, version: newest.version };
    if (seen?.conversationId === now.conversationId && seen.version >= now.version) return;
    lasting.set('seen', now);
    store.set({ seen: now });
  }

  /** What a handoff promises depends on whether somebody is there now, not when the page loaded. */
  async function askWhoIsThere(): Promise<void> {
    const answer = await client.config();
    if (answer.ok) store.set({ config: answer.value });
  }

  function tellWho(): void {
    const details = unknown;
    unknown = null;
    if (details === null) return;
    void link.session().then(async (token) => {
      const answer = token === null ? null : await client.identify(token, details);
      if (answer?.ok && details.email) keepEmail(details.email);
      else if (!answer?.ok && answer?.trouble === 'network') unknown = details;
    });
  }

  function keepEmail(email: string | false): void {
    lasting.set('email', email);
    store.set({ email });
  }

  return {
    store,
    start() {
      started = true;
      who.settle();
      outbox.start();
      if (store.state.open || who.wasHere()) void link.session();
    },
    open() {
      if (store.state.open) return;
      tab.set('open', true);
      store.set({ open: true });
      void link.session();
    },
    close() {
      if (!store.state.open) return;
      tab.set('open', null);
      typing.stop();
      store.set({ open: false });
    },
    send(body) {
      const text = body.trim();
      if (text === '') return;
      typing.stop();
      outbox.send(text);
    },
    fillIn(runId, name, value) {
      const { typed } = store.state;
      store.set({ typed: { ...typed, [runId]: { ...typed[runId], [name]: value } } });
    },
    sendForm(form, values) {
      const { runId } = form;
      const before = store.state.replica.pending.find((one) => one.submitted?.runId === runId);
      if (before?.state === 'sending') return;
      // Mended: the server keeps nothing of what it refused.
      if (before) outbox.discard(before.clientMessageId);
      outbox.send(formInWords(form, values), { runId, values });
    },
    retry: outbox.retry,
    discard: outbox.discard,
    draft(text) {
      if (text.trim() === '') typing.stop();
      else if (text !== store.state.draft) typing.typed();
      tab.set('draft', text === '' ? null : text);
      store.set({ draft: text });
    },
    async leaveEmail(email) {
      const token = await link.session();
      const answer = token === null ? null : await client.identify(token, { email });
      if (answer?.ok) {
        keepEmail(email);
        return 'saved';
      }
      return answer?.trouble === 'invalid_input' ? 'invalid' : 'failed';
    },
    declineEmail: () => keepEmail(false),
    sayHelpful: createHelpful(store, link, client, storage),
    toggleSound() {
      const sound = !store.state.sound;
      lasting.set('sound', sound || null);
      store.set({ sound });
    },
    dismissPreview() {
      store.set({ dismissed: store.state.replica.entries.at(-1)?.version ?? 0 });
    },
    vouch(jwt) {
      const { session, open } = store.state;
      if (who.set(jwt) && started && (session !== 'none' || open || who.wasHere())) {
        void link.session();
      }
    },
    signOut() {
      unknown = null;
      who.forget();
      if (store.state.open) void link.session();
    },
    identify(details) {
      unknown = { ...unknown, ...details };
      if (store.state.session === 'ready') tellWho();
    },
  };
}
