/**
 * Of an answer that is still being written: what to keep, and what to show of it. Pure.
 *
 * A preview is never the truth. It shows only while the AI owes an answer to the very turn it is
 * about; so one that comes late, after a takeover or a newer message, has no way to appear.
 *
 *   frame ─► kept ─► writing ──► (the answer itself takes its place)
 *                       └──────► gone: one quiet line says why, then nothing
 */
import type { AnswerPreview, ConversationSummary } from '@baton/protocol';

export type Preview = Pick<AnswerPreview, 'turn' | 'text' | 'sources'> & {
  /** Why it ended, where a frame or its silence said so. `closed`: nothing more is said of it. */
  readonly over: 'withdrawn' | 'silent' | 'closed' | null;
};

/** A newer turn's frame replaces an older one's; of a turn that is over nothing is heard again. */
export function afterFrame(known: Preview | undefined, frame: AnswerPreview): Preview {
  const { turn, text, sources } = frame;
  if (known && turn < known.turn) return known;
  const same = known?.turn === turn;
  if (same && (known.over === 'withdrawn' || known.over === 'closed')) return known;
  // What was withdrawn comes without its text: the one that was shown is remembered.
  if (frame.withdrawn) {
    return same ? { ...known, over: 'withdrawn' } : { turn, text, sources, over: 'withdrawn' };
  }
  return { turn, text, sources, over: null };
}

export type Gone = 'took_over' | 'handed_off' | 'newer_message' | 'resolved' | 'withdrawn' | 'lost';
export type Shown =
  | { is: 'writing'; turn: number; text: string; sources: AnswerPreview['sources'] }
  | { is: 'gone'; why: Gone };

type Standing = Pick<ConversationSummary, 'status' | 'controller' | 'aiWorking' | 'turn'>;

/** What the thread shows of a preview. `seen`: the turn whose text the reader has had before them. */
export function shownOf(
  preview: Preview | undefined,
  summary: Standing,
  answered: boolean,
  seen: number | null,
): Shown | null {
  if (!preview || preview.over === 'closed' || preview.text === '') return null;
  const { turn, text, sources } = preview;
  const owed = summary.aiWorking && summary.controller === 'ai' && summary.turn === turn;
  if (owed && preview.over === null) return { is: 'writing', turn, text, sources };
  // The answer stands where its preview stood; and who saw nothing misses nothing.
  if (answered || seen !== turn) return null;
  return { is: 'gone', why: owed ? endedBy(preview) : movedOn(summary, turn) };
}

const endedBy = ({ over }: Preview): Gone => (over === 'withdrawn' ? 'withdrawn' : 'lost');

function movedOn({ status, controller, turn }: Standing, previewed: number): Gone {
  if (status === 'resolved') return 'resolved';
  if (controller === 'human') return 'took_over';
  if (controller === 'queue') return 'handed_off';
  return turn > previewed ? 'newer_message' : 'withdrawn';
}

/** The line that stands where the text stood. */
export const goneWords: Record<Gone, string> = {
  took_over: 'The AI stopped. What it had begun to write was not sent.',
  handed_off: 'The AI passed the conversation on instead. What it had begun to write was not sent.',
  newer_message: 'The customer wrote again, so the AI begins anew.',
  resolved: 'The AI stopped. What it had begun to write was not sent.',
  withdrawn: 'The AI took back what it had begun to write. It was not sent.',
  lost: 'The preview of the answer broke off. The answer itself appears here once it is sent.',
};
