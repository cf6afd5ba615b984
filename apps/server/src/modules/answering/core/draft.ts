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
  /** 0..1 */
  score: number;
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

/** A section this near the article's opening, by score, is quoted along with it. */
const GOES_ALONG = 0.7;

/** Null when nothing was found to answer from. `passages` come best first. */
export async function draftAnswer(
  question: string,
  passages: readonly DraftPassage[],
  tools: DraftTools,
): Promise<Draft | null> {
  const chosen = toQuote(passages);
  const parts: string[] = [];
  for (const passage of chosen) {
    const quote = (await tools.quote(passage, question)).trim();
    if (quote === '') continue;
    parts.push(chosen.length > 1 && passage.heading ? `**${passage.heading}**\n\n${quote}` : quote);
  }
  const best = chosen[0];
  if (best === undefined || parts.length === 0) return null;
  const text = parts.join('\n\n');
  return {
    text,
    passageIds: chosen.map((passage) => passage.passageId),
    sources: [sourceOf(best, parts[0] as string, tools)],
  };
}

/**
 * The best passage. An article's opening often only says what the article is about; the section
 * of it that fits best then follows.
 */
function toQuote(passages: readonly DraftPassage[]): DraftPassage[] {
  const best = passages[0];
  if (best === undefined) return [];
  const section =
    best.heading === ''
      ? passages.find(
          (each) =>
            each !== best &&
            each.documentId === best.documentId &&
            each.heading !== '' &&
            each.score >= GOES_ALONG * best.score,
        )
      : undefined;
  return section === undefined ? [best] : [best, section];
}

export function sourceOf(
  passage: Omit<DraftPassage, 'score'>,
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
