// One customer turn as the decision sees it: plain values, gathered by whoever calls us.
// Nothing in here is looked up later, so the same turn always measures the same.

import type { Generation, HandoffReason, Outcome } from '@baton/protocol';
import type { OwnCalibration } from './calibration/recalibration.ts';

/** A message of the present episode (since the start or the last hand-back), oldest first. */
export interface EpisodeMessage {
  author: 'customer' | 'ai' | 'teammate';
  text: string;
  /** AI messages only: what that turn came to, and what it was answered from. */
  outcome?: Outcome;
  passageIds?: string[];
}

export interface TurnPassage {
  passageId: string;
  documentId: string;
  /** Version of the document the passage was cut from, where the caller knows it. */
  documentVersion?: number;
  title: string;
  heading: string;
  text: string;
  /** 0..1, best first. */
  score: number;
  lexical: number;
  cosine: number | null;
}

/** What was found for this turn. `evidence` is numbers by name: the retrieval's own account. */
export interface TurnRetrieval {
  passages: TurnPassage[];
  evidence: Record<string, number>;
}

/** The answer about to be given, before anyone has decided to give it. */
export interface DraftAnswer {
  text: string;
  passageIds: string[];
}

/** An action that an owner defined, as far as deciding needs it. */
export interface TurnAction {
  id: string;
  name: string;
  useWhen: readonly string[];
  neverUseWhen: readonly string[];
  /** Whether a teammate has to approve it; left out: no. */
  sensitive?: boolean;
  /** The message with its values named, as this action would name them; left out: as it was sent. */
  text?: string;
  /**
   * Set where the customer was asked for this action's details in the turn before: `form`, they
   * sent the form; `answer`, this message says what was missing.
   */
  open?: 'form' | 'answer' | null;
}

export interface TurnInput {
  /** The customer's message as sent. */
  text: string;
  /** What was searched for, where the message needed its context to stand alone; else null. */
  asked?: string | null;
  /** The episode before this message. */
  history: EpisodeMessage[];
  /** Null before retrieval, or when it failed. */
  retrieval: TurnRetrieval | null;
  draft: DraftAnswer | null;
  /** BCP 47 if the caller knows it, else null: it is then guessed from the text. */
  language: string | null;
  /** Is somebody on duty? Null where no hours are kept. */
  withinHours: boolean | null;
  /** What this AI agent's reviews have taught about confidence; null or left out: as shipped. */
  calibration?: OwnCalibration | null;
  /** How a language model wrote the draft; null or left out: no model wrote. */
  generation?: Generation | null;
  /** What the AI agent can do besides answering; left out: nothing. */
  actions?: readonly TurnAction[];
}

/** AI messages that answered, offered or clarified in this episode. */
export const aiTurnsSoFar = (history: readonly EpisodeMessage[]): number =>
  history.filter((message) => message.author === 'ai').length;

/** AI turns in a row, ending with the last message, that came to `outcome`. */
export function runOf(history: readonly EpisodeMessage[], outcome: Outcome): number {
  let run = 0;
  for (const message of history.toReversed()) {
    if (message.author !== 'ai') continue;
    if (message.outcome !== outcome) break;
    run += 1;
  }
  return run;
}

export type { HandoffReason, Outcome };
