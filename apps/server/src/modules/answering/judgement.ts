// Thinking about one turn: retrieve, draft, judge. Changes nothing and tells nobody, so the same
// steps serve a customer's turn, the owner's "what would it say?" and `baton ask`.
//
//   measure ─► retrieve ─► quote ─► judge ─┬─► as quoted
//                                          └─► a model writes, every sentence checked ─► judge again
//
// A model is asked only where the documents promise an answer, and only the second judgement speaks.

import type { Generation } from '@baton/protocol';
import type { DecisionRecord, Escalation, OwnCalibration, Policy } from '../escalation/index.ts';
import { isDecidedWithoutRetrieval } from '../escalation/index.ts';
import type { Knowledge, KnowledgeScope, Retrieval } from '../knowledge/index.ts';
import { type Draft, draftAnswer, type DraftTools } from './core/draft.ts';
import { faultOf } from './model-fault.ts';
import { type AbleEpisode, type Found, turnInput } from './turn-input.ts';
import type { Writer, Writing } from './writer.ts';
import { standaloneQuestion, type Written } from './writing/index.ts';

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
  episode: AbleEpisode,
  writing: Writing | null = null,
): Promise<Judgement> {
  const first = await escalation.measure(turnInput(episode, null), policy);
  if (isDecidedWithoutRetrieval(policy, first.signals)) {
    return { record: escalation.record(policy, first), retrieval: null, draft: null };
  }
  const { before, question } = episode;
  const standalone = await (writing === null
    ? standaloneQuestion(null, before, question, never)
    : writing.writer.standalone(before, question));
  const asked = standalone ?? question;
  const retrieval = await knowledge.retrieve(scope, asked, {
    limit: PASSAGES,
    // A model reads all passages, the best first; a quotation is of the first one.
    places: writing === null ? 'first' : 'all',
  });
  const quoted = await draftAnswer(asked, retrieval.passages, draftTools);
  const calibration = (await calibrationOf?.(scope.workspaceId, scope.aiAgentId)) ?? null;
  const found: Found = { asked, retrieval, draft: quoted, calibration, generation: null };
  const record = await escalation.judge(turnInput(episode, found), policy);
  if (writing === null || !isWorthWriting(policy, record))
    return { record, retrieval, draft: quoted };

  const { draft, generation } = await write(writing, record, {
    question,
    standalone,
    history: before,
    passages: retrieval.passages,
    language: record.signals.text.language,
  });
  const judged = async (how: Generation): Promise<Judgement> => {
    // Where the model failed, the quotation stands, if the policy lets it.
    const said = how.fault === null ? draft : quoted;
    const input = turnInput(episode, { ...found, draft: said, generation: how });
    return { record: await escalation.judge(input, policy), retrieval, draft: said };
  };
  const written = await judged(generation);
  if (!isWorseThanQuoting(record, written.record, generation)) return written;
  return judged({ ...generation, fault: 'not_carried' });
}

const never = new AbortController().signal;

/** A question that a rule passes on, or that the documents do not touch, needs no model. */
function isWorthWriting(policy: Policy, { decision, confidence }: DecisionRecord): boolean {
  if (confidence === null || confidence.value < policy.gapBelow) return false;
  return ['confident', 'competing_passages', 'not_confident'].includes(decision.rule);
}

/** The documents alone would have answered, and what the check left of the writing does not. */
const isWorseThanQuoting = (
  quoted: DecisionRecord,
  written: DecisionRecord,
  { fault, declined, sentences }: Generation,
): boolean =>
  fault === null &&
  !declined &&
  sentences.some(({ removed }) => removed) &&
  quoted.decision.outcome === 'answer' &&
  written.decision.outcome !== 'answer';

async function write(
  { writer, onSoFar, signal }: Writing,
  quoted: DecisionRecord,
  what: Parameters<Writer['write']>[0],
): Promise<Written> {
  const shown = quoted.decision.outcome === 'answer';
  try {
    return notCarried(await writer.write(what, shown ? onSoFar : () => undefined));
  } catch (error) {
    // A turn that is over, or a process that ends: no failure of the model's.
    signal.throwIfAborted();
    return { draft: null, generation: faultOf(error, writer.model.id, what.standalone) };
  }
}

/**
 * It answered, and the check left too little of it: a failure of the writing, not a sign that the
 * documents lack the answer. A model that says itself that they do has written no sentence.
 */
function notCarried(written: Written): Written {
  const { draft, generation } = written;
  if (draft !== null || generation.sentences.length === 0) return written;
  return { draft, generation: { ...generation, declined: false, fault: 'not_carried' } };
}
