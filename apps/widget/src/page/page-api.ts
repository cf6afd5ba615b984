/**
 * `window.Baton`: what a page can do with the chat on it. Before the script has loaded a page may
 * collect its wishes in an array, which is then carried out in order:
 *
 *   window.Baton = window.Baton || [];
 *   Baton.push(['identify', { name: 'Ada', email: 'ada@example.com' }]);
 *   Baton.push((baton) => baton.on('message', (message) => …));
 */
import type { Chat } from '../chat/chat.ts';
import { unreadMessages } from '../chat/chat-state.ts';

export interface PageEvents {
  open: undefined;
  close: undefined;
  /** Messages from the AI agent or the team that were not seen yet. */
  unread: number;
  /** A message from the AI agent or the team. */
  message: { author: 'ai' | 'teammate'; name: string | null; body: string };
  /** The conversation was passed: to the queue, to a person, or back to the AI. */
  controller: 'ai' | 'queue' | 'human';
  /** Whether a JWT was taken; the customer is anonymous where it was not. */
  identity: { identified: boolean; problem: string | null };
}

type Listener<Name extends keyof PageEvents> = (detail: PageEvents[Name]) => void;

export interface PageApi {
  open(): void;
  close(): void;
  /** By a JWT that vouches for the visitor, or by what may merely be said to the team. */
  identify(who: string | { name?: string; email?: string }): void;
  /** The visitor has signed out. */
  signOut(): void;
  /** Returns how to stop listening. */
  on<Name extends keyof PageEvents>(name: Name, listener: Listener<Name>): () => void;
  push(...wishes: unknown[]): void;
}

declare global {
  interface Window {
    Baton?: PageApi | unknown[];
  }
}

/** True when a widget runs here already. */
export function isInstalled(): boolean {
  return window.Baton !== undefined && !Array.isArray(window.Baton);
}

/** Puts the API in place; wishes made before `connect` wait for it. */
export function installPageApi(): { connect(chat: Chat): void } {
  let chat: Chat | null = null;
  const waiting: (() => void)[] = [];
  const listeners = new Map<string, Set<(detail: unknown) => void>>();
  const whenReady = (act: () => void) => {
    if (chat) act();
    else waiting.push(act);
  };

  const api: PageApi = {
    open: () => whenReady(() => chat?.open()),
    close: () => whenReady(() => chat?.close()),
    identify(who) {
      if (typeof who === 'string') return whenReady(() => chat?.vouch(who));
      const { name, email } = who ?? {};
      const known = { ...(name && { name }), ...(email && { email }) };
      whenReady(() => chat?.identify(known));
    },
    signOut: () => whenReady(() => chat?.signOut()),
    on(name, listener) {
      const those = listeners.get(name) ?? new Set();
      listeners.set(name, those.add(listener as (detail: unknown) => void));
      return () => those.delete(listener as (detail: unknown) => void);
    },
    push(...wishes) {
      for (const wish of wishes) carryOut(wish);
    },
  };

  /** A page's mistake is the page's own: told in its console, and nothing else stops. */
  function carryOut(wish: unknown): void {
    try {
      if (typeof wish === 'function') wish(api);
      else if (Array.isArray(wish)) {
        const [name, ...values] = wish as [keyof PageApi, ...unknown[]];
        (api[name] as (...values: unknown[]) => void)(...values);
      }
    } catch (fault) {
      reportError(fault);
    }
  }

  function tell<Name extends keyof PageEvents>(name: Name, detail: PageEvents[Name]): void {
    for (const listener of listeners.get(name) ?? []) carryOut(() => listener(detail));
  }

  const wished = Array.isArray(window.Baton) ? window.Baton : [];
  window.Baton = api;
  api.push(...wished);

  return {
    connect(ready) {
      chat = ready;
      for (const act of waiting.splice(0)) act();
      // The tag may have named somebody before anybody could listen.
      if (ready.store.state.identity) tell('identity', ready.store.state.identity);
      ready.store.subscribe((now, before) => {
        if (now.open !== before.open) tell(now.open ? 'open' : 'close', undefined);
        const [unread, was] = [unreadMessages(now), unreadMessages(before)];
        if (unread.length !== was.length) tell('unread', unread.length);
        if (now.identity && now.identity !== before.identity) tell('identity', now.identity);
        const controller = now.replica.conversation?.controller;
        if (controller && controller !== before.replica.conversation?.controller) {
          tell('controller', controller);
        }
        if (now.replica.entries === before.replica.entries) return;
        const had = new Set(before.replica.entries);
        for (const entry of now.replica.entries) {
          if (had.has(entry) || entry.kind !== 'message' || entry.author === 'you') continue;
          // History that was loaded is no news.
          if (!before.replica.conversation) continue;
          tell('message', { author: entry.author, name: entry.authorName, body: entry.body });
        }
      });
    },
  };
}
