// One turn of the past under another policy. What was recorded counts; what this policy asks and the
// record does not hold is measured, and said to have been.

import {
  type Decision,
  decide,
  DecisionRecord,
  type Escalation,
  type Policy,
  type Signals,
} from '../../escalation/index.ts';
import { asReplayed, compare } from './compare.ts';
import type { Said, TranscriptTurn } from './read-transcripts.ts';
import type { DecidedTurn, TurnToReplay } from './replay-store.ts';

export interface AiAgentScope {
  workspaceId: string;
  aiAgentId: string;
}

/** How the product judges a turn, search and draft included. Brought by the composition. */
export interface Judging {
  escalation: Pick<Escalation, 'replay'>;
  judge(
    scope: AiAgentScope,
    policy: Policy,
    episode: { before: Said[]; question: string },
  ): Promise<DecisionRecord>;
  /** A past turn of a conversation, with what was said before it and today's knowledge. */
  judgePast(
    scope: AiAgentScope,
    policy: Policy,
    at: { conversationId: string; turn: number },
  ): Promise<DecisionRecord | null>;
}

/** Characters of a question that a list of changes shows. */
const QUESTION_SHOWN = 500;

export async function decideAgain(
  judging: Judging,
  scope: AiAgentScope,
  policy: Policy,
  policyOf: (version: number) => Promise<Policy | null>,
  turn: TurnToReplay,
): Promise<DecidedTurn> {
  if (turn.input !== null) return fromTranscript(judging, scope, policy, turn, turn.input);
  const read = DecisionRecord.safeParse(turn.record);
  if (!read.success || turn.conversationId === null || turn.turn === null)
    return failed(turn.position);
  const past = read.data;
  const replayed = await judging.escalation.replay(
    policy,
    past,
    await policyOf(past.policyVersion),
  );
  let { decision } = replayed;
  let { confidence } = past;
  if (replayed.needsRetrieval) {
    const at = { conversationId: turn.conversationId, turn: turn.turn };
    const again = await judging.judgePast(scope, policy, at);
    if (again === null) return failed(turn.position);
    ({ confidence } = again);
    decision = withFind(policy, replayed.signals, again);
  }
  const [was, would] = [asReplayed(past.decision), asReplayed(decision)];
  return {
    position: turn.position,
    verdict: compare(was, would),
    question: past.question.slice(0, QUESTION_SHOWN),
    wasOutcome: was.outcome,
    wouldOutcome: would.outcome,
    was,
    would,
    confidence: confidence?.value ?? null,
    remeasured: replayed.needsRetrieval || replayed.remeasured.length > 0,
  };
}

/** Everything that was recorded, and of the new judgement only what comes from the search. */
function withFind(policy: Policy, recorded: Signals, again: DecisionRecord): Decision {
  const { evidence, support, repeatedQuestion } = again.signals;
  const signals = { ...recorded, evidence, support, repeatedQuestion };
  return decide(policy, signals, again.confidence, again.passages);
}

async function fromTranscript(
  judging: Judging,
  scope: AiAgentScope,
  policy: Policy,
  { position }: TurnToReplay,
  { before, question, was }: TranscriptTurn,
): Promise<DecidedTurn> {
  const record = await judging.judge(scope, policy, { before, question });
  const would = asReplayed(record.decision);
  return {
    position,
    verdict: was === would.outcome ? 'same' : 'changed',
    question: question.slice(0, QUESTION_SHOWN),
    wasOutcome: was,
    wouldOutcome: would.outcome,
    // A transcript tells who reacted, not why.
    was:
      was === null
        ? null
        : {
            outcome: was,
            rule: 'transcript',
            reasons: [],
            explanation: was === 'answer' ? 'The AI answered.' : 'A person answered.',
            team: null,
            tags: [],
            priority: 'normal',
          },
    would,
    confidence: record.confidence?.value ?? null,
    remeasured: false,
  };
}

export const failed = (position: number): DecidedTurn => ({
  position,
  verdict: 'failed',
  question: '',
  wasOutcome: null,
  wouldOutcome: null,
  was: null,
  would: null,
  confidence: null,
  remeasured: false,
});
