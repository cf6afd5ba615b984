// From an episode and what was found to the turn that escalation measures: values in, values out.

import type { Generation } from '@baton/protocol';
import type {
  DraftAnswer,
  OwnCalibration,
  TurnAction,
  TurnInput,
  TurnRetrieval,
} from '../escalation/index.ts';
import type { Retrieval } from '../knowledge/index.ts';
import type { Draft } from './core/draft.ts';
import type { Episode } from './core/episode.ts';

/** What was found out about a turn on the way to its answer. */
export interface Found {
  /** What was searched for: the question, standing alone. */
  asked: string;
  retrieval: Retrieval;
  draft: Draft | null;
  calibration: OwnCalibration | null;
  /** How a language model wrote the draft; null where the documents are quoted. */
  generation: Generation | null;
}

/** An episode, and what the AI agent could do in it besides answering; left out: nothing. */
export interface AbleEpisode extends Episode {
  actions?: readonly TurnAction[];
}

export function turnInput(episode: AbleEpisode, found: Found | null): TurnInput {
  return {
    text: episode.question,
    asked: found?.asked ?? null,
    history: episode.before.map(({ author, text, outcome, sources }) => ({
      author,
      text,
      ...(outcome === undefined ? {} : { outcome }),
      ...(sources === undefined
        ? {}
        : { passageIds: sources.flatMap(({ passageId }) => passageId ?? []) }),
    })),
    retrieval: found === null ? null : turnRetrieval(found.retrieval),
    draft: found?.draft ? draftAnswer(found.draft) : null,
    language: null,
    withinHours: null,
    calibration: found?.calibration ?? null,
    generation: found?.generation ?? null,
    actions: episode.actions ?? [],
  };
}

function turnRetrieval({ passages, evidence }: Retrieval): TurnRetrieval {
  return {
    passages: passages.map((passage) => ({
      passageId: passage.passageId,
      documentId: passage.documentId,
      title: passage.documentTitle,
      heading: passage.heading,
      text: passage.text,
      score: passage.score,
      lexical: passage.lexical,
      cosine: passage.cosine,
    })),
    evidence: { ...evidence },
  };
}

const draftAnswer = ({ text, passageIds }: Draft): DraftAnswer => ({ text, passageIds });
