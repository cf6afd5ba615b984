// "What would it say?": a question judged as a conversation's first, shown with its reasons.

import type { AskResult, DocumentId, PassageId } from '@baton/protocol';
import type { KnowledgeScope } from '../knowledge/index.ts';
import type { AnsweringTools } from './answering-tools.ts';
import { utterance } from './utterance.ts';
import { judgeTurn } from './judgement.ts';
import { writingOf } from './writer.ts';

/** Whoever tries a question waits for a slow model, but not for ever. */
const TAKES_AT_MOST_MS = 90_000;

export async function preview(
  tools: AnsweringTools,
  scope: KnowledgeScope,
  question: string,
): Promise<AskResult> {
  const started = performance.now();
  const policy = await tools.policyOf(scope.workspaceId, scope.aiAgentId);
  const { workspaceId, aiAgentId } = scope;
  const actions = (await tools.actionsAt?.tried(workspaceId, aiAgentId, question)) ?? [];
  const episode = { before: [], pending: [question], question, leftOver: false, actions };
  const signal = AbortSignal.timeout(TAKES_AT_MOST_MS);
  const at = { ...scope, conversationId: null };
  const writing = await writingOf(tools, at, signal, () => undefined);
  const { record, retrieval, draft } = await judgeTurn(tools, scope, policy, episode, writing);
  const { decision } = record;
  return {
    outcome: decision.outcome,
    reasons: decision.reasons,
    confidence: record.confidence?.value ?? null,
    threshold: record.threshold,
    rule: decision.rule,
    explanation: decision.explanation,
    body: utterance(record, draft, retrieval).body,
    passages: (retrieval?.passages ?? []).map((passage) => ({
      passageId: passage.passageId as PassageId,
      documentId: passage.documentId as DocumentId,
      title: passage.documentTitle,
      heading: passage.heading,
      url: passage.url ?? tools.draftTools.documentUrl(passage.documentId),
      text: passage.text,
      score: passage.score,
      lexical: passage.lexical,
      cosine: passage.cosine,
      reader: passage.read,
      matchedTerms: passage.matchedTerms,
    })),
    signals: record.readings,
    generation: record.generation ?? null,
    milliseconds: Math.round((performance.now() - started) * 10) / 10,
  };
}
