// The process: one customer turn from "the AI owes an answer" to an answer or a handoff.
//
//   read the episode ─► judge ─► say it, or hand off ─► the core accepts, or calls it stale
//                         └─ a model may write meanwhile, in sight of the customer (live-turn.ts)
//
// It may run twice or be killed anywhere: it writes once, at the end, through the core, which
// drops results for a turn that is over. Whatever it throws is tried again, and in the end becomes
// a handoff (`giveUp`): silence is not one of its outcomes.

import type { Brief, WorkspaceId } from '@baton/protocol';
import { type Episode as StoredEpisode, owedTurn } from '../conversations/index.ts';
import type { Policy } from '../escalation/index.ts';
import { decideFailure, defaultPolicy } from '../escalation/index.ts';
import { withActions } from './actions/index.ts';
import { actionsOfTurn, sayActed } from './act-on-turn.ts';
import { buildBrief } from './core/brief.ts';
import { routingInWords, tagsOf } from './routing-tags.ts';
import { decisionSummary, handedBackSummary } from './decision-summary.ts';
import { sourceOf } from './core/draft.ts';
import { type Episode, readEpisode } from './core/episode.ts';
import { backAgain, utterance } from './utterance.ts';
import { type Judgement, judgeTurn } from './judgement.ts';
import { type LiveTurn, liveTurn } from './live-turn.ts';
import { writingOf } from './writer.ts';
import type { AnsweringTools, TurnEnd, TurnToAnswer } from './answering-tools.ts';

export async function answerTurn(
  tools: AnsweringTools,
  { workspaceId, conversationId }: TurnToAnswer,
  signal: AbortSignal,
): Promise<TurnEnd> {
  const stored = await tools.conversations.episode({ workspaceId }, conversationId);
  const turn = stored === null ? null : owedTurn(stored.state);
  if (stored === null || turn === null) return 'nothing_owed';
  const { version, contact } = stored.summary;
  const at = { workspaceId, conversationId, contactId: contact.id, turn, version };
  const live = liveTurn(tools, at, signal);
  try {
    return await answerOwed(tools, { workspaceId, conversationId }, stored, turn, live);
  } catch (error) {
    live.withdraw();
    // Whoever has it now answers; there is nothing to try again.
    if (live.isOver() && !signal.aborted) return 'stale';
    throw error;
  } finally {
    live.end();
  }
}

async function answerOwed(
  tools: AnsweringTools,
  { workspaceId, conversationId }: TurnToAnswer,
  stored: StoredEpisode,
  turn: number,
  live: LiveTurn,
): Promise<TurnEnd> {
  const { conversations } = tools;
  const { aiAgentId } = stored.summary;
  const policy = await tools.policyOf(workspaceId, aiAgentId);
  const episode = readEpisode(stored.events);
  const scope = { workspaceId, aiAgentId, conversationId };
  const writing = await writingOf(tools, scope, live.signal, live.show);
  const doing = await actionsOfTurn(tools, workspaceId, stored, episode);
  const judgement = await judgeTurn(
    tools,
    scope,
    policy,
    { ...episode, actions: doing.actions },
    writing,
  );
  live.signal.throwIfAborted();

  const { record } = judgement;
  if (record.decision.outcome !== 'answer') live.withdraw();
  const decisionId = tools.newId('dec');
  // An old handoff never loops: after a hand-back the same question is answered, or left alone.
  const leftAlone = episode.leftOver && record.decision.outcome !== 'answer';
  const briefed = () => briefOf(stored, episode, judgement, tools, policy.gapBelow);
  if (record.decision.outcome === 'answer' && record.decision.reply.kind === 'action') {
    const { actionId, sure } = record.decision.reply;
    const { language } = record.signals.text;
    const acted = await doing.carryOut({ actionId, sure, language });
    const at = { workspaceId, conversationId, turn, leftOver: episode.leftOver };
    return sayActed(tools, at, acted, decisionSummary(decisionId, record), record, briefed);
  }
  const said = leftAlone ? backAgain : utterance(record, judgement.draft, judgement.retrieval);
  const decision = {
    summary: leftAlone
      ? handedBackSummary(decisionId, record)
      : decisionSummary(decisionId, record),
    record,
  };
  const handsOff = record.decision.outcome === 'handoff' && !leftAlone;
  const result = await conversations.execute(
    { workspaceId },
    conversationId,
    handsOff
      ? {
          type: 'handOff',
          turn,
          reasons: record.decision.reasons,
          brief: briefed(),
          decision,
          body: said.body,
        }
      : { type: 'recordAiAnswer', turn, ...said, decision },
  );
  switch (result.kind) {
    case 'accepted':
      if (!leftAlone)
        await tagAsDecided(tools, stored, { workspaceId, conversationId }, record.decision);
      return handsOff ? 'handed_off' : 'answered';
    case 'unchanged':
    case 'stale':
      live.withdraw();
      return 'stale';
    case 'refused':
      throw new Error(`the core refused the AI's result: ${result.code}`);
  }
}

/** Every attempt failed: the customer reaches a person all the same. */
export async function giveUp(tools: AnsweringTools, at: TurnToAnswer): Promise<TurnEnd> {
  const { workspaceId, conversationId } = at;
  const stored = await tools.conversations.episode({ workspaceId }, conversationId);
  const turn = stored === null ? null : owedTurn(stored.state);
  if (stored === null || turn === null) return 'nothing_owed';
  const policy = await policyOrDefault(tools, workspaceId, stored.summary.aiAgentId);
  const failure = decideFailure(policy, 'ai_error');
  const brief = withActions(
    buildBrief({
      episode: readEpisode(stored.events),
      reasons: ['ai_error'],
      explanation: failure.explanation,
      contact: stored.summary.contact,
      frustration: null,
      passages: [],
      unsaidDraft: null,
    }),
    stored.events,
  );
  const body = 'text' in failure ? failure.text : policy.messages.handoff.text;
  const result = await tools.conversations.execute({ workspaceId }, conversationId, {
    type: 'aiFailed',
    turn,
    brief,
    body,
  });
  if (result.kind === 'refused') throw new Error(`the core refused a handoff: ${result.code}`);
  return result.kind === 'accepted' ? 'handed_off' : 'stale';
}

/** A policy that cannot be read may be why every attempt failed: it must not stop the handoff too. */
async function policyOrDefault(
  { policyOf, log }: AnsweringTools,
  workspaceId: WorkspaceId,
  aiAgentId: string,
): Promise<Policy> {
  try {
    return await policyOf(workspaceId, aiAgentId);
  } catch (error) {
    log.error({ err: error, aiAgentId }, 'the policy cannot be read; handing off by the default');
    return defaultPolicy();
  }
}

function briefOf(
  stored: StoredEpisode,
  episode: Episode,
  { record, retrieval, draft }: Judgement,
  { draftTools }: AnsweringTools,
  worthSuggesting: number,
): Brief {
  const { frustration } = record.signals;
  return withActions(
    buildBrief({
      episode,
      reasons: record.decision.reasons,
      explanation: `${record.decision.explanation}${routingInWords(record.decision)}`,
      contact: stored.summary.contact,
      frustration: { now: frustration.now, trend: frustration.trend },
      passages: (retrieval?.passages ?? []).map((passage) => ({
        documentId: sourceOf(passage, '', draftTools).documentId,
        title: passage.documentTitle,
        heading: passage.heading,
        url: passage.url ?? draftTools.documentUrl(passage.documentId),
        score: passage.score,
      })),
      // What the AI itself holds for a miss would only send the teammate the wrong way.
      unsaidDraft:
        (record.confidence?.value ?? 0) >= worthSuggesting ? (draft?.text ?? null) : null,
    }),
    stored.events,
  );
}

/**
 * Tags that the policy gives by itself or a rule asks for, and a rule's team and priority as tags:
 * the queue knows neither yet. They follow the outcome; losing one in a crash costs a label, never
 * a customer.
 */
async function tagAsDecided(
  tools: AnsweringTools,
  { events }: StoredEpisode,
  { workspaceId, conversationId }: TurnToAnswer,
  decision: Judgement['record']['decision'],
): Promise<void> {
  // What a teammate took off stays off.
  const takenOff = new Set(
    events.flatMap((event) => (event.type === 'untagged' && event.by !== null ? event.tag : [])),
  );
  for (const tag of tagsOf(decision).filter((each) => !takenOff.has(each))) {
    const result = await tools.conversations.execute({ workspaceId }, conversationId, {
      type: 'tag',
      by: null,
      tag,
    });
    // A conversation with all the tags it can hold: the customer has their answer all the same.
    if (result.kind === 'refused') return;
  }
}
