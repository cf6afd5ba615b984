/**
 * Drafts for teammates: a reply, a rewrite of what they typed, a summary. Nothing in here sends
 * anything to a customer: what comes out is text in a composer, marked as a draft.
 *
 * With a language model it streams; without one a reply quotes the documents, a summary is the
 * brief's, and a rewrite says that it needs a model.
 */
import type { AssistFrame, ConversationId, WorkspaceId } from '@baton/protocol';
import type { Log } from '../../../platform/log.ts';
import { ModelError } from '../models/index.ts';
import { writingOf } from '../writer.ts';
import type { Assisted, Assisting, AssistTools } from './assisting.ts';
import { frameQueue } from './frame-queue.ts';
import { rewriteText } from './rewrite-text.ts';
import { suggestReply } from './suggest-reply.ts';
import { summarise } from './summarise.ts';

export type { Assisted, AssistTools } from './assisting.ts';

/** Nobody looks at an empty composer for longer. */
const TAKES_AT_MOST_MS = 90_000;

/**
 * Frames as they come, `done` or `failed` the last, within a time that a person waits. Null: no such
 * conversation. Aborting `hungUp` ends the model's work, and then nothing more is told.
 */
export async function assist(
  tools: AssistTools,
  workspaceId: string,
  conversationId: string,
  request: Assisted,
  hungUp: AbortSignal,
  takesAtMostMs: number = TAKES_AT_MOST_MS,
): Promise<AsyncIterable<AssistFrame> | null> {
  const scope = { workspaceId: workspaceId as WorkspaceId };
  const stored = await tools.conversations.episode(scope, conversationId as ConversationId);
  if (stored === null) return null;
  const { aiAgentId } = stored.summary;
  const at = { workspaceId, aiAgentId, conversationId };
  const signal = AbortSignal.any([hungUp, AbortSignal.timeout(takesAtMostMs)]);
  const writing = await writingOf(tools, at, signal, () => undefined);
  const writer = writing?.writer ?? null;
  return frameQueue(async (emit) => {
    const assisting = { tools, ...scope, stored, writer, signal, emit };
    try {
      await draft(assisting, request);
    } catch (error) {
      if (hungUp.aborted) return;
      emit(signal.aborted ? TOO_SLOW : failed(error, tools.log));
    }
  });
}

const TOO_SLOW: AssistFrame = {
  type: 'failed',
  code: 'timeout',
  words: 'The model takes too long for a draft. Please try again, or write it yourself.',
};

function draft(assisting: Assisting, request: Assisted): Promise<void> {
  switch (request.kind) {
    case 'reply':
      return suggestReply(assisting);
    case 'summary':
      return summarise(assisting);
    case 'rewrite':
      return rewriteText(assisting, request);
  }
}

function failed(error: unknown, log: Log): AssistFrame {
  if (error instanceof ModelError)
    return { type: 'failed', code: error.code, words: error.message };
  log.error({ err: error }, 'a draft for a teammate failed');
  const words = 'The draft could not be made. Please try again.';
  return { type: 'failed', code: 'malformed', words };
}
