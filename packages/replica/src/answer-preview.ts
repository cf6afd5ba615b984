/**
 * Of an answer that is still being written: what to keep of it, and when it may be shown. Pure.
 *
 * A preview is never the truth: nothing else depends on it, and it can be lost at any time. It is
 * shown only while the AI owes an answer to the very turn it is about; so one that comes late, after
 * a takeover or a newer message, has no way to appear.
 *
 *   frame ──▶ ahead ──▶ due ──▶ over (answered, taken over, a newer turn, resolved)
 *             the turn is       ▲
 *             not known yet ────┘ frames replace each other; a withdrawn one is the turn's last
 */
import type { AnswerPreview, ContactConversation } from '@baton/protocol';

type Standing = Pick<ContactConversation, 'id' | 'status' | 'controller' | 'turn' | 'aiWorking'>;

/** Frames and events travel apart, so a frame may run ahead of the message that it answers. */
export function standingOf(
  { conversationId, turn }: AnswerPreview,
  conversation: Standing | null,
): 'ahead' | 'due' | 'over' {
  if (conversation === null || conversationId > conversation.id) return 'ahead';
  if (conversationId < conversation.id || turn < conversation.turn) return 'over';
  if (turn > conversation.turn) return 'ahead';
  const { aiWorking, controller, status } = conversation;
  return aiWorking && controller === 'ai' && status === 'open' ? 'due' : 'over';
}

/** What is kept when a frame comes. What was withdrawn keeps its text, so that it can leave. */
export function afterFrame(known: AnswerPreview | null, frame: AnswerPreview): AnswerPreview {
  if (known === null) return frame;
  const other = known.conversationId !== frame.conversationId;
  if (other) return frame.conversationId > known.conversationId ? frame : known;
  if (frame.turn !== known.turn) return frame.turn > known.turn ? frame : known;
  if (known.withdrawn) return known;
  return frame.withdrawn ? { ...known, withdrawn: true } : frame;
}
