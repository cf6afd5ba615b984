/**
 * Sends the replica's pending messages, in order, one at a time, each under its one id until the
 * server has it. Unsent messages are kept for this tab, so a reload does not lose them.
 */
import type { SubmittedForm } from '@baton/protocol';
import {
  acknowledge,
  discard,
  fail,
  type FieldError,
  knownVersion,
  type PendingMessage,
  retry,
  send,
} from '@baton/replica';
import type { Storage } from '../page/storage.ts';
import type { ChatState } from './chat-state.ts';
import { afterFailure, type Problem } from './delivery.ts';
import type { Link } from './link.ts';
import type { Store } from './store.ts';
import type { WidgetClient } from './widget-client.ts';

export interface Outbox {
  /** What this tab had not sent before it was loaded again goes out. */
  readonly start: () => void;
  readonly send: (body: string, submitted?: SubmittedForm) => void;
  /** The customer wants a failed one sent again. */
  readonly retry: (clientMessageId: string) => void;
  /** The customer gives a failed one up. */
  readonly discard: (clientMessageId: string) => void;
  /** The server was reached: what failed for want of it goes out. */
  readonly retryOffline: () => void;
}

export function createOutbox(
  store: Store<ChatState>,
  link: Link,
  client: WidgetClient,
  storage: Storage,
): Outbox {
  let busy = false;

  store.subscribe((now, before) => {
    if (now.replica.pending !== before.replica.pending) {
      const unsent = now.replica.pending.map(({ clientMessageId, body, at, submitted }) => {
        return { clientMessageId, body, at, ...(submitted && { submitted }) };
      });
      storage.tab.set('unsent', unsent.length > 0 ? unsent : null);
    }
  });

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = firstSending(); next; next = firstSending()) await deliver(next);
    busy = false;
  }

  function firstSending(): PendingMessage | undefined {
    return store.state.replica.pending.find((one) => one.state === 'sending');
  }

  async function deliver({ clientMessageId, body, submitted }: PendingMessage): Promise<void> {
    const isPending = () =>
      store.state.replica.pending.some((one) => one.clientMessageId === clientMessageId);
    const failed = (problem: Problem, errors?: readonly FieldError[]) => {
      // No line for one is no line for those behind it: they wait together, and go out in order.
      const waiting = store.state.replica.pending.filter((one) => one.state === 'sending');
      for (const one of problem === 'offline' ? waiting : [{ clientMessageId }]) {
        store.set({ replica: fail(store.state.replica, one.clientMessageId, problem, errors) });
      }
    };
    let startNew = false;

    // It may arrive by socket while we try; then there is nothing left to do.
    for (let attempt = 1; isPending(); attempt++) {
      const token = await link.session();
      if (token === null) {
        if (attempt >= 2) return failed('offline');
        await pause(1_500);
        continue;
      }
      const conversationId = startNew ? null : (store.state.replica.conversation?.id ?? null);
      const page = location.href.slice(0, 2000);
      const answer = await client.sendMessage(token, {
        clientMessageId,
        body,
        conversationId,
        knownVersion: conversationId && knownVersion(store.state.replica),
        ...(submitted && { submitted }),
        page,
      });
      // Somebody else speaks now: what was sent is not theirs to see, what was not is not to be sent.
      if (!isPending()) return;
      if (!link.holds(token)) continue;
      if (answer.ok) {
        const { snapshot } = answer.value;
        return store.set({ replica: acknowledge(store.state.replica, clientMessageId, snapshot) });
      }
      const verdict = afterFailure(answer, attempt, submitted !== undefined);
      if (verdict.next === 'fail') return failed(verdict.problem, answer.errors);
      if (verdict.next === 'startNew') startNew = true;
      else if (verdict.next === 'renew') await link.renew(token);
      else await pause(verdict.inMilliseconds);
    }
  }

  function retryOffline(): void {
    const offline = store.state.replica.pending.filter((one) => one.problem === 'offline');
    for (const { clientMessageId } of offline) {
      store.set({ replica: retry(store.state.replica, clientMessageId) });
    }
    void drain();
  }

  return {
    start() {
      for (const message of storage.tab.get('unsent') ?? []) {
        store.set({ replica: send(store.state.replica, message) });
      }
      void drain();
    },
    send(body, submitted) {
      const at = new Date().toISOString();
      const message = { clientMessageId: newId(), body, at, ...(submitted && { submitted }) };
      store.set({ replica: send(store.state.replica, message) });
      // What waits for the line was written before, and goes before.
      retryOffline();
    },
    retry(clientMessageId) {
      store.set({ replica: retry(store.state.replica, clientMessageId) });
      void drain();
    },
    discard(clientMessageId) {
      store.set({ replica: discard(store.state.replica, clientMessageId) });
    },
    retryOffline,
  };
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** 24 characters from 18 random bytes; `crypto.randomUUID` needs a secure context, pages may not be. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
