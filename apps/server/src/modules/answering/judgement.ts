// Thinking about one turn: retrieve, draft, judge. Changes nothing and tells nobody, so the same
// steps serve a customer's turn, the owner's "what would it say?" and `baton ask`.

import type { DecisionRecord, Escalation, OwnCalibration, Policy } from '../escalation/index.ts';
import { isDecidedWithoutRetrieval } from '../escalation/index.ts';
import type { Knowledge, KnowledgeScope, Retrieval } from '../knowledge/index.ts';
import { type Draft, draftAnswer, type DraftTools } from './core/draft.ts';
import type { Episode } from './core/episode.ts';
import { turnInput } from './turn-input.ts';

export interface Judgement {
  record: DecisionRecord;
  /** Null when the turn was decided without looking anything up. */
  retrieval: Retrieval | null;
  draft: Draft | null;
}

export interface JudgementTools {
  knowledge: Pick<Knowledge, 'retrieve'>;
  escalation: Escalation;
  draftTools: DraftTools;
  /** What this AI agent's reviews have taught about confidence; without it, as shipped. */
  calibrationOf?(workspaceId: string, aiAgentId: string): Promise<OwnCalibration | null>;
}

const PASSAGES = 10;

export async function judgeTurn(
  { knowledge, escalation, draftTools, calibrationOf }: JudgementTools,
  scope: KnowledgeScope,
  policy: Policy,
  episode: Episode,
): Promise<Judgement> {
  const first = await escalation.measure(turnInput(episode, null), policy);
  if (isDecidedWithoutRetrieval(policy, first.signals)) {
    return { record: escalation.record(policy, first), retrieval: null, draft: null };
  }
  const retrieval = await knowledge.retrieve(scope, episode.question, { limit: PASSAGES });
  const draft = await draftAnswer(episode.question, retrieval.passages, draftTools);
  const calibration = (await calibrationOf?.(scope.workspaceId, scope.aiAgentId)) ?? null;
  const found = { retrieval, draft, calibration };
  const record = await escalation.judge(turnInput(episode, found), policy);
  return { record, retrieval, draft };
}
