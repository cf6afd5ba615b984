// An action at a customer's turn, from what could be asked for to what is said about it. The effect
// may be out in the world before anybody is told, so its end is told in any case: with the answer,
// or, where the turn was over meanwhile, as a notice of its own.

import type { Brief, ConversationId, DecisionSummary, WorkspaceId } from '@baton/protocol';
import type { Episode as StoredEpisode } from '../conversations/index.ts';
import type { DecisionRecord } from '../escalation/index.ts';
import {
  type Acted,
  type ActionsAtTurn,
  finishedInWords,
  requestedInWords,
} from './actions/index.ts';
import type { AnsweringTools, TurnEnd } from './answering-tools.ts';
import type { Episode } from './core/episode.ts';
import { backAgain, TALK_TO_A_PERSON } from './utterance.ts';

/** What the customer could ask for here. Only their own words are read for it. */
export async function actionsOfTurn(
  { actionsAt }: Pick<AnsweringTools, 'actionsAt'>,
  workspaceId: WorkspaceId,
  stored: StoredEpisode,
  { before, pending }: Episode,
): Promise<ActionsAtTurn> {
  const earlier = before.flatMap(({ author, text }) => (author === 'customer' ? text : []));
  const said = [...earlier, ...pending].reverse();
  return (await actionsAt?.({ workspaceId, stored, said, pending: pending.length })) ?? nothingToDo;
}

interface At {
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
  turn: number;
  leftOver: boolean;
}

export async function sayActed(
  { conversations }: Pick<AnsweringTools, 'conversations'>,
  { workspaceId, conversationId, turn, leftOver }: At,
  acted: Acted,
  summary: DecisionSummary,
  record: DecisionRecord,
  briefed: () => Brief,
): Promise<TurnEnd> {
  const { finished } = acted;
  const ended = finished === undefined ? {} : { finished };
  // What was handed back is not passed on a second time; what broke meanwhile is said all the same.
  const passedOn = acted.kind === 'handOff' && !(leftOver && finished === undefined);
  const result = await conversations.execute(
    { workspaceId },
    conversationId,
    acted.kind === 'handOff' && passedOn
      ? {
          type: 'handOff',
          turn,
          reasons: acted.reasons,
          brief: briefOn(briefed(), acted),
          decision: { summary: passedOnBecause(summary, acted), record },
          body: acted.body,
          ...(acted.requested !== undefined && { requested: acted.requested }),
          ...ended,
        }
      : {
          type: 'recordAiAnswer',
          turn,
          sources: [],
          ...(acted.kind === 'handOff'
            ? backAgain
            : {
                body: acted.body,
                choices: acted.offersPerson ? [TALK_TO_A_PERSON] : [],
                ...(acted.form !== undefined && { form: acted.form }),
              }),
          ...ended,
          decision: { summary, record },
        },
  );
  switch (result.kind) {
    case 'accepted':
      return passedOn ? 'handed_off' : 'answered';
    case 'unchanged':
    case 'stale':
      if (finished !== undefined) {
        await conversations.execute({ workspaceId }, conversationId, {
          type: 'finishAction',
          ...finished,
        });
      }
      return 'stale';
    case 'refused':
      throw new Error(`the core refused the AI's result: ${result.code}`);
  }
}

type PassedOn = Extract<Acted, { kind: 'handOff' }>;

/** The policy decided on the action; the action's own nature makes it a person's. */
const passedOnBecause = (
  summary: DecisionSummary,
  { rule, reasons, explanation }: PassedOn,
): DecisionSummary => ({ ...summary, outcome: 'handoff', rule, reasons, explanation });

/**
 * The brief is of the moment before: what this very turn adds is written to it here. Why an action
 * failed is the explanation; its own line says what the customer heard of it.
 */
function briefOn(brief: Brief, { reasons, explanation, requested, finished }: PassedOn): Brief {
  const actions = [...(brief.actions ?? [])];
  if (requested) actions.push({ runId: requested.runId, text: requestedInWords(requested) });
  if (finished) actions.push({ runId: finished.runId, text: finishedInWords(finished) });
  return { ...brief, reasons, explanation, ...(actions.length > 0 && { actions }) };
}

const nothingToDo: ActionsAtTurn = {
  actions: [],
  carryOut: async () => {
    throw new Error('there are no actions here');
  },
};
