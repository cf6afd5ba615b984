/** Asks every few seconds while a session is there but the socket is not; never while hidden. */
import type { ChatState } from './chat-state.ts';
import type { Store } from './store.ts';

const EVERY = 5_000;

export function createPolling(store: Store<ChatState>, ask: () => Promise<unknown>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function check(): void {
    const { connection, session } = store.state;
    const needed = connection === 'connecting' || connection === 'reconnecting';
    if (stopped || !needed || session !== 'ready') {
      clearTimeout(timer);
      timer = undefined;
      return;
    }
    // One at a time.
    timer ??= setTimeout(() => {
      const asked = document.visibilityState === 'visible' ? ask() : Promise.resolve();
      void asked.then(() => {
        timer = undefined;
        check();
      });
    }, EVERY);
  }

  return {
    /** Begins or ends, as the state now says. */
    check,
    stop() {
      stopped = true;
      check();
    },
  };
}
