// The words of the door: what writing an answer takes, and what it gives.

import type { AnswerSource, Generation, Voice } from '@baton/protocol';
import type { SupportCheck, SupportPassage } from '../../escalation/index.ts';
import type { Draft, DraftPassage } from '../core/draft.ts';
import type { Said } from '../core/episode.ts';
import type { LanguageModel } from '../models/language-model.ts';

export interface AnswerRequest {
  /** What the AI agent is called, and for whom it speaks: the owner's words. */
  agentName: string;
  workspaceName: string;
  voice: Voice;
  /** As the customer asked it. */
  question: string;
  /** As it was searched for, standing alone; null where it did so from the start. */
  standalone: string | null;
  /** This episode's, oldest first, without the question. */
  history: readonly Said[];
  /** Best first. */
  passages: readonly DraftPassage[];
  /** The customer's language, guessed, ISO 639-1. */
  language: string | null;
  signal: AbortSignal;
}

export interface WritingTools {
  model: LanguageModel;
  /** Ask the model as well which of its sentences are supported: one more call. */
  selfCheck: boolean;
  check(sentence: string, passages: readonly SupportPassage[]): Promise<SupportCheck>;
  /** Where a customer can read the whole document. */
  documentUrl(documentId: string): string;
  /** Milliseconds. */
  now(): number;
  /** How long a prompt may be; 6,000 where it is not said. Local servers often read less. */
  promptTokens?: number;
  /** Unguessable and new for each request; set only by tests. */
  newNonce?(): string;
}

export interface SoFar {
  text: string;
  sources: AnswerSource[];
}

export interface Written {
  /** Null: the passages do not answer, or too little of what was written is carried by them. */
  draft: Draft | null;
  generation: Generation;
}
