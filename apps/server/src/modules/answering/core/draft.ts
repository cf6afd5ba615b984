// The embedded engine's draft: an answer in the documents' own words. It quotes the block of the
// best passage that speaks to the question, names where it stands, and adds nothing of its own.

import type { AnswerSource, DocumentId, PassageId } from '@baton/protocol';

/** A passage as far as a draft needs it. */
export interface DraftPassage {
  passageId: string;
  documentId: string;
  documentTitle: string;
  url: string | null;
  heading: string;
  text: string;
}

export interface Draft {
  text: string;
  passageIds: string[];
  sources: AnswerSource[];
}

export interface DraftTools {
  /** The sentences or the block of a passage that answer best, as Markdown. */
  quote(passage: DraftPassage, question: string): Promise<string>;
  /** Where a customer can read the whole document. */
  documentUrl(documentId: string): string;
}

/** Null when nothing was found to answer from. `passages` come best first. */
export async function draftAnswer(
  question: string,
  passages: readonly DraftPassage[],
  tools: DraftTools,
): Promise<Draft | null> {
  const best = passages[0];
  if (best === undefined) return null;
  const text = (await tools.quote(best, question)).trim();
  if (text === '') return null;
  return { text, passageIds: [best.passageId], sources: [sourceOf(best, text, tools)] };
}

export function sourceOf(
  passage: DraftPassage,
  quote: string,
  tools: Pick<DraftTools, 'documentUrl'>,
): AnswerSource {
  return {
    documentId: passage.documentId as DocumentId,
    passageId: passage.passageId as PassageId,
    title: passage.documentTitle,
    url: passage.url ?? tools.documentUrl(passage.documentId),
    quote: quote.slice(0, 1_000),
  };
}
