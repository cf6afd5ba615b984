/**
 * Answering: the process between a customer's message and what the AI does about it.
 *
 * It brings the rooms together: conversations (who may speak), knowledge (what is known),
 * escalation (whether to answer). `core/` holds its pure parts: reading an episode, drafting from
 * passages, the brief that travels with a handoff.
 */
import type {
  AskResult,
  AssistFrame,
  Brief,
  ConversationId,
  DecisionView,
  WorkspaceId,
} from '@baton/protocol';
import type { Database } from '../../platform/database/index.ts';
import type { JobHandlers } from '../../platform/jobs/index.ts';
import type { Reactions } from '../conversations/index.ts';
import { owedTurn } from '../conversations/index.ts';
import { endOfRun } from './actions/index.ts';
import { answerTurn, giveUp } from './answer-turn.ts';
import type { AnsweringTools } from './answering-tools.ts';
import { assist, type Assisted } from './assist/index.ts';
import { preview } from './preview.ts';
import { recordedDecision } from './recorded-decision.ts';
import { takeoverBrief } from './takeover-brief.ts';

export {
  type ActionParts,
  type Actions,
  actionSecrets,
  createActions,
  type OutgoingRequest,
  type RefusesServer,
  type SendRequest,
} from './actions/index.ts';
export type { AnsweringTools } from './answering-tools.ts';
export type { Assisted } from './assist/index.ts';
export type { LiveTurnTools, TurnAtWork } from './live-turn.ts';
export { type Meter, type Models, openModels, patientLimits } from './models/index.ts';
export { createTurnWatch } from './turn-watch.ts';
export type { EngineInUse, WriterTools } from './writer.ts';
export type { DraftPassage, DraftTools } from './core/draft.ts';
export { readEpisode, type Said } from './core/episode.ts';
export { judgeTurn, type JudgementTools } from './judgement.ts';

/** The job that answers whatever turn a conversation owes. */
export const ANSWER_TURN = 'answering.turn';

const ATTEMPTS = 4;
/** Without a model's time: searching, judging, writing it down. */
const ATTEMPT_TAKES_AT_MOST_MS = 60_000;
const MODEL_PATIENCE_MS = 60_000;

/**
 * A conversation that has just come to owe an answer gets the job for it, in the same transaction.
 * The job names the conversation, not the turn: whichever turn is owed when it runs is the one to
 * answer, so two quick messages need one answer and two jobs cannot give two. An action that a
 * teammate has approved gets a job of its own.
 */
export const answeringReactions: Reactions = (
  { workspaceId, conversationId },
  events,
  before,
  after,
) => {
  const approved = events.flatMap((event) => {
    if (event.type !== 'actionDecided' || !event.approved) return [];
    const { kind, key, payload } = endOfRun({ workspaceId, id: event.runId, conversationId }, null);
    return [{ kind, key, payload, runAt: null }];
  });
  const owed = owedTurn(after);
  if (owed === null || (before !== null && owedTurn(before) === owed)) return approved;
  return [
    ...approved,
    {
      kind: ANSWER_TURN,
      key: conversationId,
      payload: { workspaceId, conversationId },
      runAt: null,
    },
  ];
};

export interface Answering {
  jobs: JobHandlers;
  /** What would be said to this question, and why. Nothing is sent to anyone. */
  preview(workspaceId: string, aiAgentId: string, question: string): Promise<AskResult>;
  /** What a teammate who takes over should know; null when nothing was said yet. */
  brief(workspaceId: string, conversationId: string): Promise<Brief | null>;
  /** A draft for a teammate, as it is written; null when there is no such conversation. */
  assist(
    workspaceId: string,
    conversationId: string,
    request: Assisted,
    signal: AbortSignal,
  ): Promise<AsyncIterable<AssistFrame> | null>;
  /** A recorded decision; null when this workspace has none by that id. */
  decision(workspaceId: string, decisionId: string): Promise<DecisionView | null>;
}

export function createAnswering(tools: AnsweringTools & { database: Database }): Answering {
  return {
    jobs: {
      [ANSWER_TURN]: {
        // A model may be asked three times: to rephrase the question, to answer, to check itself.
        timeoutMs: ATTEMPT_TAKES_AT_MOST_MS + 3 * (tools.modelPatienceMs ?? MODEL_PATIENCE_MS),
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
    preview: (workspaceId, aiAgentId, question) =>
      preview(tools, { workspaceId, aiAgentId }, question),
    brief: (workspaceId, conversationId) =>
      takeoverBrief(tools.conversations, workspaceId, conversationId),
    assist: (workspaceId, conversationId, request, signal) =>
      assist(tools, workspaceId, conversationId, request, signal),
    decision: (workspaceId, decisionId) =>
      recordedDecision(tools.database, workspaceId, decisionId, tools.draftTools.documentUrl),
  };
}

function turnOf(payload: Record<string, unknown>) {
  return {
    workspaceId: payload['workspaceId'] as WorkspaceId,
    conversationId: payload['conversationId'] as ConversationId,
  };
}
