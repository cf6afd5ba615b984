// A turn while a model writes its answer: shown as far as it is written, and given up the moment it
// is over. The core's fencing decides what counts; this only spares everybody the wait.

import type { AnswerPreview, ConversationId } from '@baton/protocol';
import type { SoFar } from './writer.ts';

export interface TurnAtWork {
  workspaceId: string;
  conversationId: ConversationId;
  contactId: string;
  turn: number;
  /** Of the conversation, as it was read when the work began. */
  version: number;
}

export interface LiveTurnTools {
  /**
   * Calls `over` once the conversation no longer waits for this turn: a person has control, or the
   * customer has written again. Returns how to stop watching. It may come late or never, and never
   * falsely: whoever is told drops the turn for good.
   */
  watchTurn?(turn: TurnAtWork, over: () => void): () => void;
  /** To the screens that show this conversation. Never kept, and it may get lost. */
  previewed?(workspaceId: string, contactId: string, preview: AnswerPreview): void;
}

export interface LiveTurn {
  /** Aborted when the job must stop, and when the turn is over. */
  signal: AbortSignal;
  isOver(): boolean;
  show(soFar: SoFar): void;
  /** What was shown will not be said. */
  withdraw(): void;
  end(): void;
}

export function liveTurn(
  { watchTurn, previewed }: LiveTurnTools,
  at: TurnAtWork,
  jobSignal: AbortSignal,
): LiveTurn {
  const over = new AbortController();
  const stop = watchTurn?.(at, () => over.abort(new TurnIsOver()));
  let shown = false;
  const preview = (text: string, sources: SoFar['sources'], withdrawn: boolean): void =>
    previewed?.(at.workspaceId, at.contactId, {
      type: 'draft',
      conversationId: at.conversationId,
      turn: at.turn,
      text,
      sources: sources.map(({ title, url }) => ({ title, url })),
      withdrawn,
    });
  return {
    signal: AbortSignal.any([jobSignal, over.signal]),
    isOver: () => over.signal.aborted,
    show: ({ text, sources }) => {
      if (over.signal.aborted) return;
      shown = true;
      preview(text, sources, false);
    },
    withdraw: () => {
      if (shown) preview('', [], true);
      shown = false;
    },
    end: () => stop?.(),
  };
}

class TurnIsOver extends Error {
  override readonly name = 'TurnIsOver';
  constructor() {
    super('the conversation no longer waits for this turn');
  }
}
