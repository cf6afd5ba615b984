/**
 * Answering: the process between a customer's message and what the AI does about it.
 *
 * It brings the rooms together: conversations (who may speak), knowledge (what is known),
 * escalation (whether to answer). `core/` holds its pure parts: reading an episode, drafting from
 * passages, the brief that travels with a handoff.
 */
import type { AskResult, ConversationId, WorkspaceId } from '@baton/protocol';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import type { FollowUpJob, Reactions } from '../conversations/index.ts';
import { owedTurn } from '../conversations/index.ts';
import { type AnsweringTools, answerTurn, giveUp } from './answer-turn.ts';
import { preview } from './preview.ts';

export type { AnsweringTools } from './answer-turn.ts';
export type { DraftPassage, DraftTools } from './core/draft.ts';

/** The job that answers whatever turn a conversation owes. */
export const ANSWER_TURN = 'answering.turn';

const ATTEMPTS = 4;
const ATTEMPT_TAKES_AT_MOST_MS = 60_000;

/**
 * A conversation that has just come to owe an answer gets the job for it, in the same transaction.
 * The job names the conversation, not the turn: whichever turn is owed when it runs is the one to
 * answer, so two quick messages need one answer and two jobs cannot give two.
 */
export const answeringReactions: Reactions = (
  { workspaceId, conversationId },
  _events,
  before,
  after,
) => {
  const owed = owedTurn(after);
  if (owed === null || (before !== null && owedTurn(before) === owed)) return [];
  const job: FollowUpJob = {
    kind: ANSWER_TURN,
    key: conversationId,
    payload: { workspaceId, conversationId },
    runAt: null,
  };
  return [job];
};

export interface Answering {
  jobs: JobHandlers;
  /** What would be said to this question, and why. Nothing is sent to anyone. */
  preview(workspaceId: string, aiAgentId: string, question: string): Promise<AskResult>;
}

export function createAnswering(tools: AnsweringTools): Answering {
  return {
    jobs: {
      [ANSWER_TURN]: {
        timeoutMs: ATTEMPT_TAKES_AT_MOST_MS,
        maxAttempts: ATTEMPTS,
        run: async ({ payload }, { signal }) => {
          const end = await answerTurn(tools, turnOf(payload), signal);
          tools.log.debug({ conversationId: payload['conversationId'], end }, 'turn ended');
        },
        onExhausted: async ({ payload }, error) => {
          tools.log.error(
            { err: error, conversationId: payload['conversationId'] },
            'the AI could not answer; handing the conversation to a person',
          );
          await giveUp(tools, turnOf(payload));
        },
      },
    },
    preview: (workspaceId, aiAgentId, question) => preview(tools, workspaceId, aiAgentId, question),
  };
}

function turnOf(payload: Record<string, unknown>) {
  return {
    workspaceId: payload['workspaceId'] as WorkspaceId,
    conversationId: payload['conversationId'] as ConversationId,
  };
}
