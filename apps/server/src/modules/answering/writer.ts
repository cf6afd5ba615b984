// What writes for an AI agent now: a language model in its voice and on its budget, or nothing but
// the documents' own words (null). Whoever judges a turn or drafts for a teammate asks here.

import type { AnswerSource, Voice } from '@baton/protocol';
import type { Log } from '../../platform/log.ts';
import type { Escalation } from '../escalation/index.ts';
import type { KnowledgeScope } from '../knowledge/index.ts';
import type { DraftPassage, DraftTools } from './core/draft.ts';
import type { Said } from './core/episode.ts';
import {
  type Engine,
  type LanguageModel,
  type Meter,
  metered,
  ModelError,
  type Models,
} from './models/index.ts';
import { standaloneQuestion, writeAnswer, type Written } from './writing/index.ts';

/** An AI agent's engine as it stands. */
export interface EngineInUse {
  /** Null: the embedded engine. */
  engine: Engine | null;
  voice: Voice;
  /** Why the chosen engine cannot be used, in words (its key was sealed with another secret). */
  trouble: string | null;
}

export interface WriterTools {
  engineOf(workspaceId: string, aiAgentId: string): Promise<EngineInUse>;
  namesOf(workspaceId: string, aiAgentId: string): Promise<{ aiAgent: string; workspace: string }>;
  models: Pick<Models, 'of'>;
  meter: Meter;
  log: Log;
  escalation: Pick<Escalation, 'checkSentence'>;
  draftTools: Pick<DraftTools, 'documentUrl'>;
}

export interface ToWrite {
  question: string;
  /** The same, standing alone, where it needed its context. */
  standalone: string | null;
  history: readonly Said[];
  passages: readonly DraftPassage[];
  /** The customer's language as far as it was recognised. */
  language: string | null;
}

export interface SoFar {
  /** Checked sentences only, as far as the answer goes. */
  text: string;
  sources: AnswerSource[];
}

export interface Writer {
  /** The model itself, metered, for what is no answer to a customer. */
  model: LanguageModel;
  voice: Voice;
  /** Null: the question stands alone as it is. */
  standalone(history: readonly Said[], question: string): Promise<string | null>;
  /** @throws ModelError */
  write(what: ToWrite, onSoFar: (soFar: SoFar) => void): Promise<Written>;
}

export type WritingScope = KnowledgeScope & { conversationId: string | null };

/** A language model at work on one turn. */
export interface Writing {
  writer: Writer;
  /** Its answer as far as it goes; asked only where the quoted answer would be given already. */
  onSoFar: (soFar: SoFar) => void;
  signal: AbortSignal;
}

/** Where there may be language models; without `writing` every AI agent quotes its documents. */
export interface WritingPorts {
  writing?: Omit<WriterTools, 'escalation' | 'draftTools' | 'log'>;
}

/** Null where the documents are quoted and no model writes. */
export async function writingOf(
  {
    writing,
    escalation,
    draftTools,
    log,
  }: WritingPorts & Pick<WriterTools, 'escalation' | 'draftTools' | 'log'>,
  scope: WritingScope,
  signal: AbortSignal,
  onSoFar: Writing['onSoFar'],
): Promise<Writing | null> {
  if (writing === undefined) return null;
  const writer = await openWriter({ ...writing, escalation, draftTools, log }, scope, signal);
  return writer === null ? null : { writer, onSoFar, signal };
}

async function openWriter(
  tools: WriterTools,
  scope: WritingScope,
  signal: AbortSignal,
): Promise<Writer | null> {
  const { workspaceId, aiAgentId } = scope;
  const { engine, voice, trouble } = await tools.engineOf(workspaceId, aiAgentId);
  if (trouble !== null) return outOfOrder(trouble, voice);
  if (engine === null) return null;
  const names = await tools.namesOf(workspaceId, aiAgentId);
  const model = metered(tools.models.of(engine.access), tools.meter, scope, tools.log);
  return {
    model,
    voice,
    standalone: (history, question) => standaloneQuestion(model, history, question, signal),
    write: (what, onSoFar) =>
      writeAnswer(
        {
          model,
          selfCheck: engine.selfCheck,
          // Ollama reads 4,096 tokens unless told otherwise, and drops the rules when it is more.
          promptTokens: engine.access.kind === 'compatible' ? 3_000 : 6_000,
          check: tools.escalation.checkSentence,
          documentUrl: tools.draftTools.documentUrl,
          now: () => performance.now(),
        },
        {
          ...what,
          agentName: names.aiAgent,
          workspaceName: names.workspace,
          voice,
          signal,
        },
        onSoFar,
      ),
  };
}

/** A model was chosen and cannot be used: what then happens is the policy's to say. */
function outOfOrder(trouble: string, voice: Voice): Writer {
  const refuse = () => new ModelError('unauthorized', trouble);
  return {
    model: {
      id: 'out of order',
      write: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(refuse()) }) }),
    },
    voice,
    standalone: (history, question) =>
      standaloneQuestion(null, history, question, new AbortController().signal),
    write: () => Promise.reject(refuse()),
  };
}
