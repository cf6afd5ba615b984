/** Answers as the AI writes them, by conversation: news that is not worth keeping. */
import type { AnswerPreview, ConversationOpened } from '@baton/protocol';
import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../app/store.ts';
import { afterFrame, type Preview, type Shown, shownOf } from './answer-preview.ts';

/** A writer that says nothing for so long may be gone. */
const SILENCE_MS = 20_000;
/** How long it is said that something is gone. */
const GONE_MS = 12_000;

type Previews = Readonly<Record<string, Preview>>;
const previews = createStore<Previews>({});
const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function heardDraft(frame: AnswerPreview) {
  const id = frame.conversationId;
  const known = previews.get()[id];
  const next = afterFrame(known, frame);
  if (next === known) return;
  previews.set((all) => ({ ...all, [id]: next }));
  clearTimeout(timers.get(id));
  if (next.over === null) {
    timers.set(
      id,
      setTimeout(() => end(id, next.turn, 'silent'), SILENCE_MS),
    );
  }
}

/** Without a connection nothing more is heard of what is being written. */
export function previewsLost() {
  for (const [id, { turn, over }] of Object.entries(previews.get())) {
    if (over === null) end(id, turn, 'silent');
  }
}

function end(id: string, turn: number, over: NonNullable<Preview['over']>) {
  clearTimeout(timers.get(id));
  previews.set((all) => {
    const known = all[id];
    return known?.turn === turn ? { ...all, [id]: { ...known, over } } : all;
  });
}

/** What the open conversation shows of the answer that is being written. */
export function useAnswerPreview({
  summary,
  events,
}: Pick<ConversationOpened, 'summary' | 'events'>): Shown | null {
  const preview = useStore(previews, (all) => all[summary.id]);
  const seen = useRef<number | null>(null);
  const turn = preview?.turn;
  const answered = events.some((event) => event.type === 'aiAnswered' && event.turn === turn);
  const shown = shownOf(preview, summary, answered, seen.current);
  useEffect(() => {
    if (shown?.is === 'writing') seen.current = shown.turn;
  });
  const isGone = shown?.is === 'gone';
  useEffect(() => {
    if (!isGone || turn === undefined) return;
    const timer = setTimeout(() => end(summary.id, turn, 'closed'), GONE_MS);
    return () => clearTimeout(timer);
  }, [isGone, summary.id, turn]);
  return shown;
}

/** Whether its words can be watched as they come, for the list. */
export const useIsWriting = (conversationId: string, turn: number) =>
  useStore(previews, (all) => {
    const known = all[conversationId];
    return known?.turn === turn && known.over === null && known.text !== '';
  });
