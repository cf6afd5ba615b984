/**
 * What the AI brings back. However late it comes, it counts only if the AI still has control and
 * still owes exactly this turn: laws 1 and 2 in one condition.
 */
import type { AiFailed, FinishedRun, HandOff, RecordAiAnswer } from './commands.ts';
import { type ConversationState, owedTurn, situationOf } from './state.ts';
import { accept, type Answer, type NewEvent, type StaleReason, stale } from './verdict.ts';

export function recordAiAnswer(state: ConversationState, command: RecordAiAnswer): Answer {
  const late = whyStale(state, command.turn);
  if (late !== null) return stale(late);
  const { messageId, turn, body, sources, choices, form, finished, decision } = command;
  return accept(...ended(state, finished), {
    type: 'aiAnswered',
    messageId,
    turn,
    body,
    sources,
    choices,
    ...(form !== undefined && { form }),
    decision: decision.summary,
  });
}

export function handOff(state: ConversationState, command: HandOff): Answer {
  const late = whyStale(state, command.turn);
  if (late !== null) return stale(late);
  const { messageId, turn, brief, decision, body, requested, finished } = command;
  const asks = requested !== undefined && state.runs?.[requested.runId] === undefined;
  const handedOff: NewEvent = {
    type: 'handedOff',
    messageId,
    turn,
    // A handoff that forgot its reasons still has to reach a person.
    reasons: command.reasons.length === 0 ? ['ai_error'] : command.reasons,
    brief,
    decision: decision?.summary ?? null,
    body,
  };
  return accept(
    ...ended(state, finished),
    ...(asks ? [{ type: 'actionRequested' as const, ...requested }] : []),
    handedOff,
  );
}

/** Told with the AI's words, in the same append; once, whoever else brings it too. */
function ended({ runs = {} }: ConversationState, run: FinishedRun | undefined): NewEvent[] {
  return run === undefined || runs[run.runId]?.is === 'over'
    ? []
    : [{ type: 'actionFinished', ...run, answered: true }];
}

export function aiFailed(state: ConversationState, command: AiFailed): Answer {
  return handOff(state, {
    ...command,
    type: 'handOff',
    reasons: ['ai_error'],
    decision: null,
  });
}

function whyStale(state: ConversationState, turn: number): StaleReason | null {
  const situation = situationOf(state);
  switch (situation) {
    case 'resolved':
      return 'resolved';
    case 'queue':
    case 'human':
    case 'snoozed':
      return 'not_in_control';
    case 'ai':
      if (owedTurn(state) === turn) return null;
      return turn === state.turn ? 'already_answered' : 'newer_turn';
  }
}
