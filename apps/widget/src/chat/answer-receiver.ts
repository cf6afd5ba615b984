/**
 * Hears how an answer is written. What is heard is believed for a while: an answer that falls silent
 * shows no more, and one that is withdrawn has a moment to leave in.
 */
import type { AnswerPreview } from '@baton/protocol';
import { hush, preview } from '@baton/replica';
import type { ChatState } from './chat-state.ts';
import type { Store } from './store.ts';

const BELIEVE_FOR = 20_000;
/** As long as it takes to fade: see `.leaving` in the styles. */
const LEAVES_IN = 250;

/** Null: the line is down, and nobody knows how far the answer is. */
export function createAnswerReceiver(store: Store<ChatState>) {
  let forget: ReturnType<typeof setTimeout> | undefined;
  const quiet = () => store.set({ replica: hush(store.state.replica) });
  return (frame: AnswerPreview | null) => {
    clearTimeout(forget);
    if (frame === null) return quiet();
    store.set({ replica: preview(store.state.replica, frame) });
    forget = setTimeout(quiet, frame.withdrawn ? LEAVES_IN : BELIEVE_FOR);
  };
}
